package dev.ambit.server.cli.frame;

import dev.ambit.cedar.text.Spelling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The policy directory that a command works on.
public final class DirectoryArgument {
    /// Most neighbours that are looked at for a name that was perhaps meant.
    private static final int NEIGHBOURS = 1_000;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The policy directory.")
    private Path path;

    /// The directory, as the caller wrote it.
    ///
    /// @throws ParameterException where there is none
    public Path path() {
        if (Files.isDirectory(path)) {
            return path;
        }
        throw new ParameterException(spec.commandLine(), Files.exists(path)
                ? "`%s` is a file, not a directory".formatted(path)
                : missing(path));
    }

    /// `there is no …`, with the name that was perhaps meant.
    public static String missing(Path path) {
        var nearest = Optional.ofNullable(path.getFileName())
                .flatMap(name -> Spelling.nearest(name.toString(), neighbours(path)))
                .map(name -> ". Did you mean `%s`?".formatted(path.resolveSibling(name)));
        return "there is no `%s`".formatted(path) + nearest.orElse("");
    }

    private static List<String> neighbours(Path path) {
        var parent = path.toAbsolutePath().normalize().getParent();
        if (parent == null) {
            return List.of();
        }
        try (var files = Files.list(parent)) {
            return files.limit(NEIGHBOURS).map(file -> file.getFileName().toString()).toList();
        } catch (IOException unreadable) {
            // It was only for a hint; that the path is missing is said anyway.
            return List.of();
        }
    }
}
