package dev.ambit.cedar.engine;

import dev.ambit.cedar.authorize.EvaluationError;
import dev.ambit.cedar.authorize.EvaluationError.Kind;
import dev.ambit.cedar.engine.Inputs.Slot;
import dev.ambit.cedar.syntax.Policy.Effect;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Why policies failed in a decision. What happened is kept as it is and put into words only when somebody asks.
final class Failures {
    private final List<Failure> all = new ArrayList<>();
    private int count;
    private Failure pending = new Failure();

    /// One failure; reused from decision to decision.
    private static final class Failure {
        private @Nullable CompiledPolicy policy;
        private Kind kind = Kind.TYPE;
        private Span span = Span.NONE;
        private String expected = "";
        private @Nullable Value actual;
        private @Nullable Slot slot;
        private int state;
    }

    void clear() {
        count = 0;
    }

    int count() {
        return count;
    }

    int countOf(Effect effect) {
        var found = 0;
        for (var i = 0; i < count; i++) {
            found += policy(all.get(i)).effect() == effect ? 1 : 0;
        }
        return found;
    }

    void note(Kind kind, Span span, String expected, @Nullable Value actual) {
        pending.kind = kind;
        pending.span = span;
        pending.expected = expected;
        pending.actual = actual;
        pending.slot = null;
    }

    /// @param state  of `slot`, other than found or broken
    /// @param parent what the last step of `slot` started from
    void note(Span span, Slot slot, int state, @Nullable Value parent) {
        pending.kind = kind(slot, state);
        pending.span = span;
        pending.slot = slot;
        pending.state = state;
        pending.actual = parent;
    }

    /// The policy under evaluation ended with what was noted last.
    void settle(CompiledPolicy policy) {
        pending.policy = policy;
        if (count == all.size()) {
            all.add(pending);
            pending = new Failure();
        } else {
            pending = Objects.requireNonNull(all.set(count, pending));
        }
        count++;
    }

    EvaluationError get(int index) {
        var failure = all.get(Objects.checkIndex(index, count));
        return new EvaluationError(policy(failure).id(), failure.kind, failure.span, message(failure));
    }

    List<EvaluationError> sorted() {
        var errors = new ArrayList<EvaluationError>(count);
        for (var i = 0; i < count; i++) {
            errors.add(get(i));
        }
        errors.sort(Comparator.comparing(EvaluationError::policy));
        return errors;
    }

    private static CompiledPolicy policy(Failure failure) {
        return Objects.requireNonNull(failure.policy);
    }

    private static Kind kind(Slot slot, int state) {
        return switch (state) {
            case Evaluation.UNKNOWN_ENTITY -> Kind.UNKNOWN_ENTITY;
            case Evaluation.NO_HOLDER -> Kind.TYPE;
            default -> slot.isTag() ? Kind.MISSING_TAG : Kind.MISSING_ATTRIBUTE;
        };
    }

    private static String message(Failure failure) {
        return failure.slot == null ? messageOfNode(failure) : messageOfSlot(failure, failure.slot);
    }

    private static String messageOfSlot(Failure failure, Slot slot) {
        var holder = Objects.requireNonNull(slot.parent());
        var what = slot.isTag() ? "tag" : "attribute";
        return switch (failure.state) {
            case Evaluation.UNKNOWN_ENTITY -> "`%s` cannot be read: nothing is known about the entity `%s`"
                    .formatted(slot, failure.actual);
            case Evaluation.NO_HOLDER -> "`%s` cannot be read: `%s` is a %s, which has no %ss"
                    .formatted(slot, holder, kindOf(failure), what);
            default -> "`%s` has no %s `%s`".formatted(holder, what, slot.name());
        };
    }

    private static String messageOfNode(Failure failure) {
        return switch (failure.kind) {
            case TYPE -> "expected %s, found %s `%s`".formatted(failure.expected, kindOf(failure), failure.actual);
            case MISSING_ATTRIBUTE -> "`%s` has no attribute `%s`".formatted(failure.actual, failure.expected);
            case MISSING_TAG -> "`%s` has no tag `%s`".formatted(failure.actual, failure.expected);
            case UNKNOWN_ENTITY -> "`%s` cannot be read: nothing is known about the entity `%s`"
                    .formatted(failure.expected, failure.actual);
            case OVERFLOW -> "`%s` does not fit in 64 bits".formatted(failure.expected);
            case EXTENSION -> failure.actual == null
                    ? failure.expected
                    : "%s: `%s`".formatted(failure.expected, failure.actual);
        };
    }

    private static String kindOf(Failure failure) {
        return failure.actual == null ? "nothing" : failure.actual.kind();
    }
}
