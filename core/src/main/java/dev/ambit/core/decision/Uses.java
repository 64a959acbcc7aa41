package dev.ambit.core.decision;

import dev.ambit.core.signal.Reading;
import dev.ambit.core.state.ApprovalKey;
import dev.ambit.core.state.State;
import dev.ambit.core.task.Task;
import dev.ambit.core.task.Usage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was used of tasks and approvals when a decision is taken, and where a decision is counted.
public interface Uses {
    /// What had been counted when the state was made; nothing is added.
    Uses AS_COUNTED = new Uses() {
        @Override
        public Usage of(Task task) {
            return task.usage();
        }

        @Override
        public long of(ApprovalKey approval, State state) {
            return state.usesOf(approval);
        }

        @Override
        public void asked(List<Link> chain, Instant now) {}

        @Override
        public boolean take(Inquiry inquiry) {
            return true;
        }
    };

    /// What `uses` has counted, and nothing is added: for questions that are not uses.
    static Uses looking(Uses uses) {
        return new Uses() {
            @Override
            public Usage of(Task task) {
                return uses.of(task);
            }

            @Override
            public long of(ApprovalKey approval, State state) {
                return uses.of(approval, state);
            }

            @Override
            public void asked(List<Link> chain, Instant now) {}

            @Override
            public boolean take(Inquiry inquiry) {
                return true;
            }
        };
    }

    /// Notes that something is asked in a task of the chain whose profile reads how it behaves.
    ///
    /// @return how it behaves with that; `null` where that is not followed here
    default @Nullable Reading behaves(Link link, Request request, Instant now) {
        return null;
    }

    /// Notes what came of a request, as far as policies had a say in it.
    default void answered(Inquiry inquiry, boolean isPermit) {}

    Usage of(Task task);

    long of(ApprovalKey approval, State state);

    /// Notes that something was asked in each task of the chain.
    void asked(List<Link> chain, Instant now);

    /// Takes one permit from each task of the chain, and one use of each approval that covers it: all or nothing. Each link
    /// is told what had been used before.
    ///
    /// @return `false` where, since the decision began, others have taken what was left
    boolean take(Inquiry inquiry);
}
