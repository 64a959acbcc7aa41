package dev.ambit.server.pap;

import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.text.Span;
import dev.ambit.core.policy.ReleaseId;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// The release in force, and what became of the last attempt to replace it. A directory is loaded whole, or the release
/// stays that was in force before; who asks what is in force never waits for a directory to be read.
///
/// Safe to share. Loads wait for each other.
public final class LiveRelease {
    /// How often a directory is read again that changed while it was read.
    private static final int ATTEMPTS = 5;

    private final Path root;
    private final InstantSource clock;
    private final Taker taker;
    private final ReentrantLock loading = new ReentrantLock();
    private volatile Status status = Status.NOTHING;

    /// Makes a release that was found good the one that decides.
    @FunctionalInterface
    public interface Taker {
        /// @param by who had it loaded
        /// @throws UncheckedIOException where it cannot be kept
        void take(ReleaseDirectory read, String by);
    }

    /// What is to be said about releases, in the log, as a metric, by the API and on the command line.
    ///
    /// @param inForce  the name of the release in force; empty before the first
    /// @param since    when it came into force
    /// @param warnings of the release in force
    /// @param attempt  the last, whatever came of it; empty before the first
    /// @param refused  the last attempt, where it was refused; empty once one succeeds
    /// @param loads    how many releases have come into force
    /// @param refusals how many attempts were refused
    public record Status(
            Optional<ReleaseId> inForce,
            Instant since,
            List<Diagnostic> warnings,
            Optional<Attempt> attempt,
            Optional<Refused> refused,
            long loads,
            long refusals) {
        static final Status NOTHING = new Status(Optional.empty(), Instant.EPOCH, List.of(), Optional
                .empty(), Optional.empty(), 0, 0);

        public Status {
            warnings = List.copyOf(warnings);
        }

        /// Whether what lies in the directory is what is in force.
        public boolean isCurrent() {
            return inForce.isPresent() && refused.isEmpty();
        }

        private Status taken(ReleaseId id, List<Diagnostic> doubts, Attempt last) {
            return new Status(Optional.of(id), last.at(), doubts, Optional.of(last), Optional.empty(), loads + 1,
                    refusals);
        }

        private Status stillInForce(Attempt last) {
            return new Status(inForce, since, warnings, Optional.of(last), Optional.empty(), loads, refusals);
        }

        private Status refused(List<Diagnostic> mistakes, Attempt last) {
            return new Status(inForce, since, warnings, Optional.of(last), Optional.of(new Refused(last.at(),
                    mistakes)), loads, refusals + 1);
        }
    }

    /// Somebody had the directory loaded.
    public record Attempt(Instant at, String by) {}

    /// An attempt that changed nothing.
    ///
    /// @param mistakes why, warnings among them
    public record Refused(Instant at, List<Diagnostic> mistakes) {
        public Refused {
            mistakes = List.copyOf(mistakes);
        }
    }

    /// @param taker is called by one thread at a time
    public LiveRelease(Path root, InstantSource clock, Taker taker) {
        this.root = root;
        this.clock = clock;
        this.taker = taker;
    }

    /// The directory, as it was named.
    public Path root() {
        return root;
    }

    public Status status() {
        return status;
    }

    /// Reads the directory and, if it is good and says anything new, puts it in force. Returns what is so then.
    ///
    /// @param by who has it loaded
    public Status load(String by) {
        loading.lock();
        try {
            status = attempt(by);
            return status;
        } finally {
            loading.unlock();
        }
    }

    private Status attempt(String by) {
        var attempt = new Attempt(clock.instant(), by);
        try {
            var read = read();
            var id = read.release().id();
            if (status.inForce().filter(id::equals).isPresent()) {
                return status.stillInForce(attempt);
            }
            taker.take(read, by);
            return status.taken(id, read.warnings(), attempt);
        } catch (InvalidInput refused) {
            return status.refused(refused.diagnostics(), attempt);
        } catch (UncheckedIOException notKept) {
            return status.refused(List.of(Diagnostic.error("release-not-kept", new Source(root.toString(), ""),
                    Span.NONE, String.valueOf(notKept.getMessage()))), attempt);
        }
    }

    /// The directory as it was at one moment: one that changes while it is read, as by a checkout, is read again.
    private ReleaseDirectory read() throws InvalidInput {
        for (var attempt = 1;; attempt++) {
            var before = DirectoryStamp.of(root);
            try {
                var read = ReleaseDirectory.load(root);
                if (before.equals(DirectoryStamp.of(root)) || attempt == ATTEMPTS) {
                    return read;
                }
            } catch (InvalidInput refused) {
                if (before.equals(DirectoryStamp.of(root)) || attempt == ATTEMPTS) {
                    throw refused;
                }
            }
        }
    }
}
