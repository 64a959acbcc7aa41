package dev.ambit.server.pap;

import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.Findings;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.text.Spelling;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Walks through a directory and sorts its files by what they hold.
final class PolicyFilesWalk extends SimpleFileVisitor<Path> {
    private static final List<String> SCHEMAS = List.of("schema.cedarschema", "schema.cedarschema.json");
    private static final String ENTITIES = "entities.json";
    private static final List<String> ENDINGS = List.of("cedar", "cedarschema");

    private final Path root;
    private final Findings findings;
    private final List<Path> schemas = new ArrayList<>();
    private final List<Path> policies = new ArrayList<>();
    private final List<Path> unread = new ArrayList<>();
    private Optional<Path> entities = Optional.empty();
    private int seen;

    PolicyFilesWalk(Path root, Findings findings) {
        this.root = root;
        this.findings = findings;
    }

    PolicyFiles files() {
        try {
            // One level deeper than allowed, where a directory is handed to `visitFile` and refused.
            Files.walkFileTree(root, Set.of(), PolicyFiles.DEEPEST + 1, this);
        } catch (IOException failure) {
            refuse("unreadable-directory", root, "cannot be read: " + TextFile.why(failure));
        }
        var byName = Comparator.comparing((Path file) -> PolicyFiles.name(root, file));
        policies.sort(byName);
        unread.sort(byName);
        unread.forEach(this::warnIfMeant);
        return new PolicyFiles(root, schemas, policies, entities, unread);
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
        return isHidden(directory) ? FileVisitResult.SKIP_SUBTREE : count();
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (isHidden(file)) {
            return FileVisitResult.CONTINUE;
        }
        if (attributes.isDirectory()) {
            refuse("too-deep", file, "lies deeper than %d directories".formatted(PolicyFiles.DEEPEST));
        } else if (!attributes.isSymbolicLink() || isFollowed(file)) {
            sort(file);
        }
        return count();
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
        refuse(Files.isDirectory(file) ? "unreadable-directory" : "unreadable-file", file,
                "cannot be read: " + TextFile.why(failure));
        return count();
    }

    private FileVisitResult count() {
        if (++seen <= PolicyFiles.MOST) {
            return FileVisitResult.CONTINUE;
        }
        refuse("too-many-files", root, "holds more than %,d files: is it a policy directory?".formatted(
                PolicyFiles.MOST));
        return FileVisitResult.TERMINATE;
    }

    private boolean isHidden(Path path) {
        return !path.equals(root) && path.getFileName().toString().startsWith(".");
    }

    private boolean isFollowed(Path link) throws IOException {
        if (!Files.exists(link)) {
            refuse("bad-link", link, "is a symbolic link to nothing");
            return false;
        }
        if (!link.toRealPath().startsWith(root.toRealPath())) {
            refuse("bad-link", link, "is a symbolic link that leads out of the directory");
            return false;
        }
        if (Files.isDirectory(link)) {
            refuse("bad-link", link, "is a symbolic link to a directory");
            return false;
        }
        return true;
    }

    private void sort(Path file) {
        var relative = root.relativize(file).toString();
        if (SCHEMAS.contains(relative)) {
            schemas.add(file);
        } else if (relative.equals(ENTITIES)) {
            entities = Optional.of(file);
        } else if (PolicyFiles.holdsPolicies(file)) {
            policies.add(file);
        } else {
            unread.add(file);
        }
    }

    /// A policy that is not read because of the name of its file would be missed by nobody until it is needed.
    private void warnIfMeant(Path file) {
        var name = file.getFileName().toString();
        var ending = name.substring(name.lastIndexOf('.') + 1);
        if (name.endsWith(".cedarschema") || name.endsWith(".cedarschema.json")) {
            warn(file, "The schema of a directory is its `schema.cedarschema`");
        } else if (name.contains(".cedar") || Spelling.nearest(ending, ENDINGS).isPresent() && name.contains(".")) {
            warn(file, "Policies stand in files whose names end in `.cedar` or `.cedar.json`");
        } else if (name.endsWith(".json")) {
            Spelling.nearest(name, List.of(ENTITIES)).ifPresent(meant -> warn(file,
                    "The entities of a directory are in its `%s`".formatted(meant)));
        }
    }

    private void warn(Path file, String help) {
        findings.add(Diagnostic.warning("unread-file", place(file), Span.NONE, "`%s` is not read"
                .formatted(PolicyFiles.name(root, file))).help(help));
    }

    private void refuse(String code, Path file, String what) {
        findings.add(Diagnostic.error(code, place(file), Span.NONE, "`%s` %s"
                .formatted(PolicyFiles.name(root, file), what)));
    }

    private Source place(Path file) {
        return new Source(PolicyFiles.name(root, file), "");
    }
}
