package dev.ambit.server.pdp.api;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.grant.ApprovalCase;
import dev.ambit.core.grant.ApprovalCase.Status;
import dev.ambit.core.policy.ApprovalRule;
import dev.ambit.core.task.TaskId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The house behind the routes of those who approve.
/// Called on an event loop, and returns at once. An answer is told once the journal has it.
public interface Approvals {

    /// A request for approval, with what it takes and what it is about beyond its own words.
    ///
    /// @param rules what leave it takes, by the rules in force
    /// @param chain who asks, and for whom: the task's principal, then those above
    /// @param alike ids of other pending requests that one answer can be for
    record Shown(ApprovalCase approvalCase, List<Progress> rules, List<Asking> chain, List<String> alike) {
        public Shown {
            rules = List.copyOf(rules);
            chain = List.copyOf(chain);
            alike = List.copyOf(alike);
        }
    }

    /// How far one rule is met.
    ///
    /// @param approved how many have approved that count now
    record Progress(ApprovalRule rule, int approved) {}

    /// One task of a delegation chain.
    record Asking(TaskId task, EntityUid principal) {}

    /// What came of it.
    sealed interface Result {
        /// The requests as they are now.
        record Now(List<Shown> requests) implements Result {
            public Now {
                requests = List.copyOf(requests);
            }
        }

        record Not(Refused refused) implements Result {}
    }

    /// Which requests: those that fit everything that is there.
    ///
    /// @param person those this one is asked about
    record Filter(Optional<EntityUid> person, Optional<TaskId> task, Optional<Status> status) {}

    /// One stretch of a list.
    ///
    /// @param isLast whether nothing comes after it
    record Listed(List<Shown> requests, boolean isLast) {
        public Listed {
            requests = List.copyOf(requests);
        }
    }

    Optional<Shown> findApproval(String id);

    /// Whether `person` is one of those who are asked, or has answered.
    boolean isAsked(Shown shown, EntityUid person);

    /// Requests, those asked first before others.
    ///
    /// @param after only those after the one with this id
    /// @param most  at least 1
    CompletableFuture<Listed> listApprovals(Filter filter, Optional<String> after, int most);

    /// Answers as `person`.
    ///
    /// @param requests 1 to [dev.ambit.core.govern.Command.Respond#MOST], alike
    CompletableFuture<Result> respond(By by, EntityUid person, List<String> requests, boolean approves,
            String comment);
}
