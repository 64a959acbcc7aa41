package dev.ambit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A policy directory that a test writes: valid to begin with, so that a test breaks one thing.
public record Directory(Path path) {
    private static final String SCHEMA = """
        entity Team;
        entity Agent in [Team] = { level: Long };
        entity Repo = { owner: Team };
        action read, write appliesTo {
          principal: [Agent],
          resource: [Repo],
          context: { risk?: Long },
        };
        """;
    private static final String READERS = """
        @id("readers")
        permit (principal, action == Action::"read", resource)
        when { principal in resource.owner };
        """;

    /// A directory below `parent` with a schema and one policy, `readers.cedar`.
    public static Directory valid(Path parent) {
        return new Directory(parent.resolve("acme"))
                .with("schema.cedarschema", SCHEMA)
                .with("readers.cedar", READERS);
    }

    public Directory with(String file, String text) {
        return with(file, text.getBytes(StandardCharsets.UTF_8));
    }

    public Directory with(String file, byte[] bytes) {
        try {
            var target = path.resolve(file);
            Files.createDirectories(target.getParent());
            Files.write(target, bytes);
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public Directory without(String file) {
        try {
            Files.delete(path.resolve(file));
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public Path file(String file) {
        return path.resolve(file);
    }
}
