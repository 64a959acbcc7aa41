package dev.ambit.server.pap;

import dev.ambit.cedar.text.Findings;
import dev.ambit.cedar.text.InvalidInput;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Which files of a directory count, by what they hold. Nothing of them is read yet.
///
/// Hidden files and directories, those whose names begin with a dot, are passed over in silence: they belong to git and
/// to editors. Symbolic links are followed where they lead to a file inside the directory, and refused elsewhere.
///
/// @param root     the directory
/// @param schemas  `schema.cedarschema` or `schema.cedarschema.json`
/// @param policies every `*.cedar` and `*.cedar.json` below the root, by name
/// @param entities `entities.json`
/// @param unread   all other files, by name; what they hold decides nothing
public record PolicyFiles(
        Path root, List<Path> schemas, List<Path> policies, Optional<Path> entities, List<Path> unread) {
    /// Most files and directories below one directory.
    public static final int MOST = 10_000;
    /// How deep directories may be nested below the root.
    public static final int DEEPEST = 16;

    public PolicyFiles {
        schemas = List.copyOf(schemas);
        policies = List.copyOf(policies);
        unread = List.copyOf(unread);
    }

    /// Looks what is in directory `root`, which exists.
    ///
    /// @throws InvalidInput with everything that keeps it from being read whole
    public static PolicyFiles of(Path root) throws InvalidInput {
        var findings = new Findings();
        var files = new PolicyFilesWalk(root, findings).files();
        findings.refuse();
        return files;
    }

    /// Whether a file of this name holds policies.
    public static boolean holdsPolicies(Path file) {
        var name = file.getFileName().toString();
        return name.endsWith(".cedar") || name.endsWith(".cedar.json");
    }

    /// What people call `file`: the directory as they wrote it, then the way from there.
    public String name(Path file) {
        return name(root, file);
    }

    /// The way from the root to `file`, its parts separated by `/` on every system.
    public String relative(Path file) {
        return slashes(root.relativize(file));
    }

    static String name(Path root, Path file) {
        var tidy = root.normalize();
        return slashes(file.equals(root) ? root : tidy.resolve(root.relativize(file)));
    }

    private static String slashes(Path path) {
        return path.toString().replace(path.getFileSystem().getSeparator(), "/");
    }
}
