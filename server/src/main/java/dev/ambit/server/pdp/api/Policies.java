package dev.ambit.server.pdp.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// What the policy routes need of the house.
public interface Policies {
    /// What is in force, and what became of the last attempt to replace it.
    Status status();

    /// Has the policy directory read again; the answer says what is so then.
    CompletableFuture<Status> reload(By by);

    /// @param directory as the server was given it
    /// @param release   the name of the release in force
    /// @param since     when it came into force in this process
    /// @param warnings  about the release in force
    /// @param attempt   the last
    /// @param loads     how many releases have come into force in this process
    /// @param refusals  how many attempts were refused in this process
    record Status(String directory, String release, Instant since, List<Finding> warnings, Attempt attempt, long loads,
            long refusals) {
        public Status {
            warnings = List.copyOf(warnings);
        }

        /// Whether what lies in the directory is what is in force.
        public boolean isCurrent() {
            return attempt.mistakes().isEmpty();
        }
    }

    /// @param mistakes why it changed nothing; empty where it was good
    record Attempt(Instant at, String by, List<Finding> mistakes) {
        public Attempt {
            mistakes = List.copyOf(mistakes);
        }
    }

    /// @param at      file, line and column
    /// @param rule    its stable name
    /// @param isError whether the release is refused because of it
    record Finding(String at, String rule, boolean isError, String message, Optional<String> help) {}
}
