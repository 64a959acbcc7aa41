package dev.ambit.server.pdp.authzen;

import dev.ambit.server.pdp.caller.Known;
import dev.ambit.server.pdp.http.Call;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The house behind AuthZEN: it decides, records, and only then answers.
///
/// Every method is called on an event loop and returns at once; a future may be complete already, and otherwise is
/// completed from any thread. A failed future permits nothing: one that failed with
/// [dev.ambit.server.pdp.http.Unavailable] tells the caller why not now, any other that Ambit itself failed. Whether the
/// caller may speak of the subject has been checked.
public interface Decisions {

    /// Who asks.
    ///
    /// @param address   of the other end of the connection
    /// @param requestId as the caller sent it, for the record
    /// @param head      what else it sent along, such as the trace it is in; to be asked before the method returns
    record Asker(Known caller, Optional<String> address, Optional<String> requestId, Call.Head head) {}

    /// When several questions are answered no further.
    enum Stop {
        NEVER, AFTER_DENIAL, AFTER_PERMIT
    }

    /// Answers one question.
    CompletableFuture<Answer> decide(Asker asker, Question question);

    /// Answers questions in order, as of one moment, up to and including the first that `stop` speaks of.
    ///
    /// @param questions at least one
    /// @return as many answers as were given
    CompletableFuture<List<Answer>> decideAll(Asker asker, List<Question> questions, Stop stop);

    /// Finds, in order, whatever would be permitted now. Nothing is counted or recorded as a decision.
    ///
    /// @param after only what comes after this; empty for all
    /// @param most  at least 1
    /// @return at most `most` ids or names, ordered as strings are
    CompletableFuture<Found> search(Asker asker, Search search, Optional<String> after, int most);

    /// One stretch of results.
    ///
    /// @param ids  of subjects or resources, or names of actions
    /// @param next what has been looked at last, to go on after; empty where nothing is left. A stretch may be shorter
    ///             than was asked for, or empty, and not the last
    record Found(List<String> ids, Optional<String> next) {
        public Found {
            ids = List.copyOf(ids);
        }
    }
}
