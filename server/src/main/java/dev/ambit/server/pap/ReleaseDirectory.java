package dev.ambit.server.pap;

import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.core.policy.PolicyDirectory;
import dev.ambit.core.policy.Release;
import java.nio.file.Path;
import java.util.List;

/// A policy directory with profiles, read whole, found to make sense, and compiled.
///
/// @param sources  what was read
/// @param tests    what its authors expect of it
/// @param unread   files that decide nothing, by name
/// @param warnings what its authors should look at
public record ReleaseDirectory(
        PolicyFiles files,
        PolicyDirectory sources,
        Release release,
        List<TestCase> tests,
        List<Path> unread,
        List<Diagnostic> warnings) {

    public ReleaseDirectory {
        tests = List.copyOf(tests);
        unread = List.copyOf(unread);
        warnings = List.copyOf(warnings);
    }

    /// Whether `root`, an existing directory, has more in it than Cedar: profiles, signals or settings.
    ///
    /// @throws InvalidInput where the directory cannot be walked through
    public static boolean isOne(Path root) throws InvalidInput {
        return ReleaseFiles.areThere(PolicyFiles.of(root));
    }

    /// Reads directory `root`, which exists, whole.
    ///
    /// @throws InvalidInput with every mistake in all of its files, and the warnings
    public static ReleaseDirectory load(Path root) throws InvalidInput {
        return new ReleaseDirectoryReader(root).read();
    }
}
