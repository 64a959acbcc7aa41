package dev.ambit.server.pdp.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/// The house behind the routes of decision records and of the log they are in.
/// Called on an event loop, and returns at once. A failed future tells the caller that Ambit failed,
/// or, with [dev.ambit.server.pdp.http.Unavailable], why not now.
public interface Records {

    /// A record as JSON, one object.
    CompletableFuture<Optional<String>> get(By by, String id);

    /// Records, the newest first.
    ///
    /// @param after only those older than the record with this id
    /// @param most  at least 1
    /// @return empty where there is no record `after`
    CompletableFuture<Optional<Listed>> list(By by, Filter filter, Optional<String> after, int most);

    /// Records that fit, the oldest first, once there are any; or none, when none came within `wait`.
    ///
    /// @param from only those recorded since, as `next` of an answer before; empty for no records, and where they go on
    /// @param most at least 1
    CompletableFuture<Feed> feed(By by, Filter filter, OptionalLong from, Duration wait, int most);

    /// A proof that a record is in the log: text in the form of C2SP tlog-proof.
    CompletableFuture<Optional<String>> prove(By by, String id);

    /// A file of the log, as C2SP tlog-tiles names it: `checkpoint`, `tile/0/000` or `tile/entries/000.p/7`.
    CompletableFuture<Optional<LogFile>> file(String path);

    /// Which records: those that fit everything that is there.
    ///
    /// @param principal as `TYPE::"ID"`, and `resource` and `action` likewise
    /// @param outcome   `permit`, `deny` or `hold`
    /// @param until     that instant excluded
    record Filter(
            Optional<String> task,
            Optional<String> principal,
            Optional<String> action,
            Optional<String> resource,
            Optional<String> outcome,
            Optional<Instant> since,
            Optional<Instant> until) {}

    /// One stretch of a list.
    ///
    /// @param records each one JSON object
    /// @param next    to go on with as `after`; empty where nothing comes after them
    record Listed(List<String> records, Optional<String> next) {
        public Listed {
            records = List.copyOf(records);
        }
    }

    /// What came since.
    ///
    /// @param records each one JSON object
    /// @param next    to go on with as `from`
    record Feed(List<String> records, long next) {
        public Feed {
            records = List.copyOf(records);
        }
    }

    /// @param isFinal whether its content never changes
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way out; nobody compares them
    record LogFile(String type, byte[] content, boolean isFinal) {}
}
