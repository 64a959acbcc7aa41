package dev.ambit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    /// A directory below `parent` with one of everything: a profile `review`, a signal `pull`, a guardrail, entities, a test.
    public static Directory whole(Path parent) {
        return new Directory(parent.resolve("acme"))
                .with("schema.cedarschema", """
                    entity Team;
                    entity Agent in [Team] = { level: Long };
                    entity Repo = { owner: Team };
                    entity Pull in [Repo];
                    action read, write appliesTo {
                      principal: [Agent],
                      resource: [Repo, Pull],
                      context: { request?: { size: Long } },
                    };
                    """)
                .with("entities.json", """
                    [
                      { "uid": { "type": "Team", "id": "devex" }, "attrs": {}, "parents": [] },
                      { "uid": { "type": "Agent", "id": "bot" }, "attrs": { "level": 1 },
                        "parents": [{ "type": "Team", "id": "devex" }] },
                      { "uid": { "type": "Repo", "id": "site" },
                        "attrs": { "owner": { "type": "Team", "id": "devex" } }, "parents": [] },
                      { "uid": { "type": "Pull", "id": "7" }, "attrs": {}, "parents": [{ "type": "Repo", "id": "site" }] }
                    ]
                    """)
                .with("signals.yaml", """
                    signals:
                      pull:
                        about: Pull
                        value: { state: String }
                        source: code-host
                        integrity: signed
                        influence: widen
                        fresh-for: 10m
                        purposes: [ review ]
                        owner: group:devex
                        description: Whether the pull request is open.
                      frozen:
                        about: Repo
                        value: Bool
                        source: calendar
                        fresh-for: 7m
                        purposes: [ safety ]
                        owner: group:devex
                        description: Whether nobody may write.
                    """)
                .with("guardrails/frozen.cedar", """
                    @id("not-while-frozen")
                    forbid (principal, action == Action::"write", resource)
                    when { context.signals has frozen };
                    """)
                .with("profiles/review.yaml", """
                    profile: review
                    purpose: Read one repository while one pull request is open.
                    owner: group:devex
                    pattern: just-in-time
                    for: [ 'Agent::"bot"' ]
                    inputs:
                      repo: Repo
                      pull: Pull
                    opens-when: signals.pull.state == "open"
                    limits:
                      duration: 2h
                    allows: |
                      @id("reads")
                      permit (principal, action == Action::"read", resource)
                      when { resource in inputs.repo };
                    """)
                .with("tests/review.yaml", """
                    given:
                      principal: Agent::"bot"
                      profile: review
                      inputs: { repo: 'Repo::"site"', pull: 'Pull::"7"' }
                      signals: { pull: { state: open } }
                    tests:
                      - test: reads
                        action: read
                        resource: Repo::"site"
                        expect: permit
                        because: [ reads ]
                    """);
    }

    /// With the first place of `old` in `file` written otherwise.
    public Directory changed(String file, String old, String next) {
        try {
            var text = Files.readString(path.resolve(file));
            if (!text.contains(old)) {
                throw new IllegalArgumentException("`%s` is not in `%s`".formatted(old, file));
            }
            return with(file, text.replaceFirst(Pattern.quote(old), Matcher.quoteReplacement(next)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
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
