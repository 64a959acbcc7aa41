package dev.ambit.core.scope;

import dev.ambit.core.decision.Pdp;
import dev.ambit.core.decision.Uses;
import dev.ambit.core.state.State;
import dev.ambit.core.task.Task;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// Answers what may be done now. The same state, uses, question and time always give the same answer, and nothing is
/// counted: to be asked is not to be used.
///
/// It takes as long as there are granted resources to ask about, at most [#MOST_QUESTIONS]: not for an event loop.
public final class Scopes {
    /// Most tasks that are told of one principal.
    public static final int MOST_TASKS = 100;
    /// Most resources that are looked at for one action, and most that are asked about in all.
    public static final int MOST_RESOURCES = 10_000;
    public static final int MOST_QUESTIONS = 20_000;

    private Scopes() {}

    /// The scope that `question` asks for, as of `now`.
    ///
    /// @param uses what has been used since the state was made
    public static Scope of(State state, Uses uses, ScopeQuestion question, Instant now) {
        var time = state.notBefore(now);
        var reaching = new Reaching(state, new Pdp(Uses.looking(uses)), uses, question, time);
        var tasks = tasks(state, question).limit(MOST_TASKS + 1L).toList();
        return new Scope(time, state.release().id(), question.principal().uid(), Provision.of(state, question),
                tasks.stream().limit(MOST_TASKS).map(reaching::of).toList(), tasks.size() > MOST_TASKS);
    }

    private static Stream<Task> tasks(State state, ScopeQuestion question) {
        return question.task()
                .map(id -> Stream.ofNullable(state.task(id)))
                .orElseGet(() -> state.tasksOf(question.principal().uid()).filter(task -> !task.life().isEnded()));
    }
}
