package dev.ambit.core.task;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.RecordValue;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A principal at work: what it was opened for, until when at most, and where it stands.
/// Immutable; time goes on in events, each of which makes another of it. Instants are in whole milliseconds.
///
/// @param above  the task it was delegated from; `null` for none
/// @param inputs fixed when it is opened
/// @param limits of its own, beside those of its profile
/// @param begins when its time began, or shall
/// @param ends   when it ends at the latest, that instant excluded; [Instant#MAX] for no such bound
/// @param isBreakGlass whether somebody opened it although its profile would not have let it open
public record Task(
        TaskId id,
        @Nullable TaskId above,
        EntityUid principal,
        String profile,
        RecordValue inputs,
        Limits limits,
        Instant begins,
        Instant ends,
        Life life,
        Usage usage,
        boolean isBreakGlass) {

    /// A task that opened as tasks do.
    public Task(TaskId id, @Nullable TaskId above, EntityUid principal, String profile, RecordValue inputs,
            Limits limits, Instant begins, Instant ends, Life life, Usage usage) {
        this(id, above, principal, profile, inputs, limits, begins, ends, life, usage, false);
    }

    /// The task this was delegated from.
    public Optional<TaskId> parent() {
        return Optional.ofNullable(above);
    }

    /// The same task, with equal names and inputs that others have as well.
    public Task with(EntityUid samePrincipal, String sameProfile, RecordValue sameInputs) {
        return new Task(id, above, samePrincipal, sameProfile, sameInputs, limits, begins, ends, life, usage,
                isBreakGlass);
    }

    /// The same task, with an equal name of the one above it.
    public Task below(TaskId sameAbove) {
        return new Task(id, sameAbove, principal, profile, inputs, limits, begins, ends, life, usage, isBreakGlass);
    }

    public Task with(Life other) {
        return new Task(id, above, principal, profile, inputs, limits, begins, ends, other, usage, isBreakGlass);
    }

    public Task with(Usage other) {
        return new Task(id, above, principal, profile, inputs, limits, begins, ends, life, other, isBreakGlass);
    }

    /// This, ending at `instant` at the latest.
    public Task ending(Instant instant) {
        return new Task(id, above, principal, profile, inputs, limits, begins, instant, life, usage, isBreakGlass);
    }

    /// This, opened by breaking the glass.
    public Task breakingGlass() {
        return new Task(id, above, principal, profile, inputs, limits, begins, ends, life, usage, true);
    }
}
