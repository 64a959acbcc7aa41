package dev.ambit.core.decision;

import dev.ambit.cedar.value.RecordValue;
import dev.ambit.core.policy.Condition;
import dev.ambit.core.policy.Profile;
import dev.ambit.core.signal.Standing;
import dev.ambit.core.state.State;
import dev.ambit.core.task.Task;
import java.time.Instant;

/// Questions about a task itself, when nobody asks to do anything: whether a condition of its profile holds.
public final class TaskQuestion {
    private final Link link = new Link();

    /// @param task as it is, or would be
    public TaskQuestion(State state, Task task, Profile profile, Instant now) {
        link.begin(state, task.id(), task, profile, state.notBefore(now));
    }

    /// Whether `condition` is true of the task.
    public boolean holds(Condition condition) {
        return link.lasts(condition);
    }

    /// What signal number `index` of the profile is worth; unknown where it is about a resource.
    public Standing standing(int index) {
        return link.standing(index);
    }

    /// What a condition sees as its context where no signal is known.
    public static RecordValue contextWithoutSignals(RecordValue inputs) {
        return Link.conditionContext(RecordValue.EMPTY, inputs);
    }
}
