package dev.ambit.server.pdp.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The house behind the routes by which sources in the world say what is so.
///
/// Called on an event loop, and returns at once. Nothing is known of who sends a message; that is for the house to find out.
public interface Sources {
    /// Takes a message for `source`. What is answered as taken is on disk.
    CompletableFuture<Taken> take(String source, Map<String, String> headers, byte[] body);

    /// A source says that it is alive.
    CompletableFuture<Taken> alive(By by, String source);

    /// Every source that is registered, by name.
    List<Status> sources();

    /// What changed nothing, the latest first.
    List<RefusedMessage> refused(Optional<String> source, Optional<String> code, int most);

    /// What came of a message.
    sealed interface Taken {
        /// It was believed, and what counts of it is known now.
        ///
        /// @param heard   how many of its readings count
        /// @param unheard why the others change nothing
        record Believed(int heard, List<Why> unheard) implements Taken {
            public Believed {
                unheard = List.copyOf(unheard);
            }
        }

        /// It changes nothing.
        ///
        /// @param status of the answer
        record Not(int status, Why why, String help) implements Taken {}

        /// A security event was taken, which RFC 8935 answers with nothing more than that.
        record Event() implements Taken {}

        /// A security event was not, in the words of RFC 8935.
        record NoEvent(String err, String description) implements Taken {}
    }

    /// @param code  stable, for programs
    /// @param words for operators
    record Why(String code, String words) {}

    /// @param source   whose it was meant to be
    /// @param times    how often the same came within a moment
    record RefusedMessage(Instant at, String source, Why why, long bytes, long times) {}

    /// How a source does.
    ///
    /// @param heard    when it was last believed, since the server started
    /// @param believed how many of its messages were, since the server started
    /// @param refused  how many changed nothing, by reason, since the server started
    /// @param problem  what keeps it from being heard, where we have to ask it; empty where nothing does
    record Status(String name, String kind, Optional<Instant> heard, long believed, Map<String, Long> refused,
            Optional<String> problem) {
        public Status {
            refused = Map.copyOf(refused);
        }
    }
}
