package dev.ambit.core.govern;

import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.exchange.PlainValue;
import dev.ambit.cedar.text.Spelling;
import dev.ambit.cedar.validate.RequestValidator;
import dev.ambit.cedar.validate.Violation;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.Value;
import dev.ambit.core.control.Freeze;
import dev.ambit.core.decision.TaskQuestion;
import dev.ambit.core.encoding.Values;
import dev.ambit.core.govern.Refusal.Code;
import dev.ambit.core.policy.Condition;
import dev.ambit.core.policy.Profile;
import dev.ambit.core.state.State;
import dev.ambit.core.task.Life;
import dev.ambit.core.task.Opening;
import dev.ambit.core.task.Task;
import dev.ambit.core.task.TaskId;
import dev.ambit.core.task.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Whether a task may be opened. Everything that stands in the way is found, not only the first.
final class Admission {
    private final State state;
    /// Most bytes that the inputs of a task have as they are kept: every decision in it is recorded with them.
    static final int MOST_INPUT_BYTES = 8_192;

    private final Opening opening;
    private final Instant now;
    private final List<Refusal> refusals = new ArrayList<>();
    private boolean isBreakGlass;

    private Admission(State state, Opening opening, Instant now) {
        this.state = state;
        this.opening = opening;
        this.now = now;
    }

    /// What stands in the way of accepting `opening` at `now`, to begin now or later.
    static List<Refusal> refusals(State state, Opening opening, Instant now) {
        var admission = new Admission(state, opening, now);
        admission.check();
        return admission.refusals;
    }

    /// What stands in the way of opening a task at `now` by breaking the glass.
    static List<Refusal> refusals(State state, Command.BreakGlass broken, Instant now) {
        var admission = new Admission(state, broken.opening(), now);
        admission.isBreakGlass = true;
        admission.check();
        admission.check(broken);
        return admission.refusals;
    }

    private void check(Command.BreakGlass broken) {
        var profile = state.release().profile(opening.profile());
        profile.ifPresent(known -> known.breakGlass().ifPresentOrElse(glass -> {
            if (!state.release().entities().isIn(broken.person(), glass.by())) {
                refuse(Code.BREAKER_NOT_ALLOWED, broken.person(), known.name(), glass.by());
            }
        }, () -> refuse(Code.NO_BREAK_GLASS, known.name())));
        if (!Freeze.isReason(broken.reason())) {
            refuse(Code.NO_REASON, Freeze.LONGEST_REASON);
        }
        opening.begins().filter(now::isBefore).ifPresent(later -> refuse(Code.BEGINS_AT_ONCE, later));
        if (state.obligation(State.REVIEW + ":" + opening.id()) != null) {
            refuse(Code.REVIEW_OWED, opening.id());
        }
    }

    private void check() {
        if (state.task(opening.id()) != null) {
            refuse(Code.TASK_EXISTS, opening.id());
        }
        var freeze = state.freezes().on(opening.principal(), opening.profile(), state.release().entities());
        if (freeze != null) {
            refuse(Code.FROZEN, freeze.target().words(), freeze.since(), freeze.by(), freeze.reason());
        }
        opening.parent().ifPresent(this::checkParent);
        var profile = state.release().profile(opening.profile());
        profile.ifPresentOrElse(this::check, () -> refuse(Code.PROFILE_UNKNOWN, opening.profile()));
    }

    private void check(Profile profile) {
        var entities = state.release().entities();
        if (profile.openers().stream().noneMatch(opener -> entities.isIn(opening.principal(), opener))) {
            refuse(Code.PRINCIPAL_NOT_ALLOWED, profile.name(), opening.principal());
        }
        checkInputs(profile);
        if (refusals.isEmpty() && opening.begins().filter(now::isBefore).isEmpty()) {
            var task = task(opening, now);
            refusals.addAll(conditions(state, isBreakGlass ? task.breakingGlass() : task, profile, now));
        }
    }

    private void checkInputs(Profile profile) {
        profile.inputs().forEach((name, type) -> {
            var input = opening.inputs().get(name);
            if (input == null) {
                refuse(Code.INPUT_MISSING, profile.name(), name, type);
            } else {
                PlainValue.as(type, input, subject(name), mistake -> refuse(Code.INPUT_INVALID, mistake));
            }
        });
        opening.inputs().attributes().keySet().stream()
                .filter(name -> !profile.inputs().containsKey(name))
                .forEach(name -> refuse(Code.INPUT_UNKNOWN, profile.name(), name, known(name, profile)));
        var bytes = Values.size(opening.inputs());
        if (bytes > MOST_INPUT_BYTES) {
            refuse(Code.INPUT_INVALID, "the inputs have %,d bytes, and may have %,d".formatted(bytes,
                    MOST_INPUT_BYTES));
        }
        if (refusals.isEmpty() && profile.schema().action(Condition.ACTION).isPresent()) {
            var asked = new Request(opening.principal(), Condition.ACTION, Condition.resource(opening.id()),
                    TaskQuestion.contextWithoutSignals(opening.inputs()));
            new RequestValidator(profile.schema()).validate(asked).stream()
                    .map(Violation::message)
                    .forEach(message -> refuse(Code.INPUT_INVALID, message));
        }
    }

    private static String subject(String input) {
        return "input `%s`".formatted(input);
    }

    private static String known(String input, Profile profile) {
        var inputs = profile.inputs().keySet();
        return inputs.isEmpty()
                ? "it has none"
                : Spelling.nearest(input, inputs).map("did you mean `%s`?"::formatted).orElseGet(() -> "it has `%s`"
                        .formatted(String.join("`, `", inputs)));
    }

    /// `opening` with each input read by the type that its profile declares. What cannot be of that type stays as it was
    /// written, and is refused.
    static Opening typed(State state, Opening opening) {
        var declared = state.release().profile(opening.profile()).map(Profile::inputs).orElse(Map.of());
        var inputs = new HashMap<String, Value>(opening.inputs().attributes());
        declared.forEach((name, type) -> inputs.computeIfPresent(name, (_, input) -> PlainValue.as(type, input)));
        return opening.given(RecordValue.of(inputs));
    }

    /// A task may only be opened below one that is open, and not further down than any above it allows.
    private void checkParent(TaskId parent) {
        var next = parent;
        for (var hops = 1; next != null; hops++) {
            var above = state.task(next);
            var profile = above == null ? null : state.release().profiles().get(above.profile());
            if (above == null || profile == null || !(above.life() instanceof Life.Open)) {
                refuse(Code.PARENT_NOT_OPEN, next);
                return;
            }
            var most = Math.min(profile.limits().delegation(), above.limits().delegation());
            if (hops > most) {
                refuse(Code.TOO_DEEP, hops, next, most);
                return;
            }
            next = above.above();
        }
    }

    /// What of a profile's conditions keeps `task` from being open at `now`.
    static List<Refusal> conditions(State state, Task task, Profile profile, Instant now) {
        var question = new TaskQuestion(state, task, profile, now);
        var refusals = new ArrayList<Refusal>();
        profile.opensWhen().filter(condition -> !task.isBreakGlass() && !question.holds(condition)).ifPresent(
                condition -> refusals.add(Refusal
                        .of(
                                Code.DOES_NOT_OPEN, profile.name(), condition.text())));
        profile.lastsWhile(task).filter(condition -> !question.holds(condition)).ifPresent(condition -> refusals.add(
                Refusal
                        .of(Code.DOES_NOT_LAST, profile.name(), condition.text())));
        profile.pausesWhen().filter(question::holds).ifPresent(condition -> refusals.add(Refusal.of(Code.STILL_PAUSES,
                profile.name(), condition.text())));
        return refusals;
    }

    /// The task as it would be, open at `now`.
    static Task task(Opening opening, Instant now) {
        return new Task(opening.id(), opening.parent().orElse(null), opening.principal(), opening.profile(), opening
                .inputs(), opening.limits(), now, Instant.MAX, Life.Open.OPEN, Usage.NONE);
    }

    /// When a task opened at `now` ends, unless it is extended.
    static Instant end(State state, Task task, Profile profile, Instant now) {
        var own = task.limits().duration().map(now::plus).orElse(Instant.MAX);
        return earlier(own, latestEnd(state, task, profile, now));
    }

    /// When a task that began at `begin` has to end, by its profile and with the task above it.
    static Instant latestEnd(State state, Task task, Profile profile, Instant begin) {
        var end = profile.durationOf(task).map(begin::plus).orElse(Instant.MAX);
        var above = task.parent().map(state::task);
        return above.map(parent -> earlier(parent.ends(), end)).orElse(end);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private void refuse(Code code, Object... facts) {
        refusals.add(Refusal.of(code, facts));
    }
}
