package dev.ambit.server.pap;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What can be seen of a directory without reading its files: their names, sizes, times and identities. Two stamps that
/// are equal mean that nothing has changed between them, as far as the file system tells.
record DirectoryStamp(Map<String, String> files) {
    DirectoryStamp {
        files = Map.copyOf(files);
    }

    /// What `root` looks like now; what cannot be looked at looks like nothing.
    static DirectoryStamp of(Path root) {
        var files = new TreeMap<String, String>();
        try {
            Files.walkFileTree(root, Set.of(), PolicyFiles.DEEPEST + 1, new Look(root, files));
        } catch (IOException unreadable) {
            files.put("", String.valueOf(unreadable.getMessage()));
        }
        return new DirectoryStamp(files);
    }

    /// Links are looked through: a volume is often replaced by moving a link.
    private static final class Look extends SimpleFileVisitor<Path> {
        private final Path root;
        private final Map<String, String> files;

        Look(Path root, Map<String, String> files) {
            this.root = root;
            this.files = files;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            var isHidden = !directory.equals(root) && directory.getFileName().toString().startsWith(".");
            return isHidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            var seen = attributes.isSymbolicLink() && Files.exists(file)
                    ? Files.readAttributes(file, BasicFileAttributes.class)
                    : attributes;
            files.put(root.relativize(file).toString(), "%d %s %s".formatted(seen.size(), seen.lastModifiedTime(), seen
                    .fileKey()));
            return files.size() > PolicyFiles.MOST ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            files.put(root.relativize(file).toString(), "cannot be looked at");
            return FileVisitResult.CONTINUE;
        }
    }
}
