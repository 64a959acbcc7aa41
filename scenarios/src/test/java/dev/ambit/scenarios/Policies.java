package dev.ambit.scenarios;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A copy of `examples/acme` that a scenario may change.
record Policies(Path directory) {

    static Policies copiedTo(Path directory) {
        var acme = Ambit.file("examples/acme");
        try (var files = Files.walk(acme)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var copy = directory.resolve(acme.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
            return new Policies(directory);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void write(String file, String text) {
        try {
            Files.writeString(directory.resolve(file), text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void delete(String file) {
        try {
            Files.delete(directory.resolve(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
