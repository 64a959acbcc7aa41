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
import java.util.function.Consumer;

/// The release in force, and what became of the last attempt to replace it. A directory is loaded whole, or the release
/// stays that was in force before; who asks what is in force never waits for a directory to be read.
///
/// Safe to share. Loads wait for each other.
public final class LiveRelease {
    /// How often a directory is read again that changed while it was read.
    private static final int ATTEMPTS = 5;

    private final Path root;
    private final InstantSource clock;
    private final Consumer<ReleaseDirectory> taker;
    private final ReentrantLock loading = new ReentrantLock();
    private volatile Status status = Status.NOTHING;

    /// What is to be said about releases, in the log, as a metric, by the API and on the command line.
    ///
    /// @param inForce  the name of the release in force; empty before the first
    /// @param since    when it came into force
    /// @param warnings of the release in force
    /// @param refused  the last attempt, where it was refused; empty once one succeeds
    /// @param loads    how many releases have come into force
    /// @param refusals how many attempts were refused
    public record Status(
            Optional<ReleaseId> inForce,
            Instant since,
            List<Diagnostic> warnings,
            Optional<Refused> refused,
            long loads,
            long refusals) {
        static final Status NOTHING = new Status(Optional.empty(), Instant.EPOCH, List.of(), Optional.empty(), 0, 0);

        public Status {
            warnings = List.copyOf(warnings);
        }

        /// Whether what lies in the directory is what is in force.
        public boolean isCurrent() {
            return inForce.isPresent() && refused.isEmpty();
        }

        private Status taken(ReleaseId id, Instant at, List<Diagnostic> doubts) {
            return new Status(Optional.of(id), at, doubts, Optional.empty(), loads + 1, refusals);
        }

        private Status stillInForce() {
            return new Status(inForce, since, warnings, Optional.empty(), loads, refusals);
        }

        private Status refused(Instant at, List<Diagnostic> mistakes) {
            return new Status(inForce, since, warnings, Optional.of(new Refused(at, mistakes)), loads, refusals + 1);
        }
    }

    /// An attempt that changed nothing.
    ///
    /// @param mistakes why, warnings among them
    public record Refused(Instant at, List<Diagnostic> mistakes) {
        public Refused {
            mistakes = List.copyOf(mistakes);
        }
    }

    /// @param taker makes a release that was found good the one that decides, at once, or throws [UncheckedIOException] where
    ///              that cannot be kept; it is called by one thread at a time
    public LiveRelease(Path root, InstantSource clock, Consumer<ReleaseDirectory> taker) {
        this.root = root;
        this.clock = clock;
        this.taker = taker;
    }

    public Status status() {
        return status;
    }

    /// Reads the directory and, if it is good and says anything new, puts it in force. Returns what is so then.
    public Status load() {
        loading.lock();
        try {
            status = attempt();
            return status;
        } finally {
            loading.unlock();
        }
    }

    private Status attempt() {
        try {
            var read = read();
            var id = read.release().id();
            if (status.inForce().filter(id::equals).isPresent()) {
                return status.stillInForce();
            }
            taker.accept(read);
            return status.taken(id, clock.instant(), read.warnings());
        } catch (InvalidInput refused) {
            return status.refused(clock.instant(), refused.diagnostics());
        } catch (UncheckedIOException notKept) {
            return status.refused(clock.instant(), List.of(Diagnostic.error("release-not-kept",
                    new Source(root.toString(), ""), Span.NONE, String.valueOf(notKept.getMessage()))));
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
