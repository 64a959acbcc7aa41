package dev.ambit.server.pdp.authzen;

import dev.ambit.core.grant.ApprovalCase;
import dev.ambit.server.pdp.api.Refused;
import dev.ambit.server.pdp.authzen.Decisions.Asker;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The house behind requests for access: where a request that was held becomes a question to people.
/// Called on an event loop, and returns at once. Whether the caller may speak of the subject has been checked.
public interface AccessRequests {

    /// What came of it.
    sealed interface Result {
        /// The handle and how each of its requests stands, in the order submitted.
        record Handle(String id, List<ApprovalCase> cases, boolean isBundle) implements Result {
            public Handle {
                cases = List.copyOf(cases);
            }
        }

        /// It was not held, or not as submitted, or too long ago.
        record Unbound(Fault fault, String detail) implements Result {}

        record Not(Refused refused) implements Result {}
    }

    /// Asks people to approve what was held.
    CompletableFuture<Result> submit(Asker asker, Submission submission);

    /// How the requests under a handle stand, as many as there are: none for a handle that is not known, or no longer.
    Result.Handle findHandle(String id);

    /// Asks no longer.
    CompletableFuture<Result> cancel(Asker asker, Result.Handle handle);
}
