package dev.ambit.cedar.partial;

import dev.ambit.cedar.authorize.EvaluationError.Kind;
import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.text.Spelling;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.ExtensionValue;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.SetValue;
import dev.ambit.cedar.value.StringValue;
import dev.ambit.cedar.value.Value;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Thrown inside an evaluation whose expression has no value. Never leaves this package, where it becomes an
/// [Outcome.Failed]; has no stack trace, since it is an answer and not an accident.
final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Longest text of a value that a message quotes, in UTF-16 units.
    private static final int LONGEST_QUOTE = 80;

    /// Most names among which the nearest is looked for.
    private static final int MOST_NAMES = 1_000;

    private final transient Outcome.Failed outcome;

    private Failure(Kind kind, Span span, String message) {
        super(message, null, false, false);
        outcome = new Outcome.Failed(kind, span, message);
    }

    Outcome.Failed outcome() {
        return outcome;
    }

    /// `what` names the operator and the kinds it takes: `+` takes two longs.
    static Failure type(Span span, String what, Value... given) {
        return type(span, what, List.of(given).stream().map(Failure::describe).toList());
    }

    /// @param given what the operator met, each as a noun
    static Failure type(Span span, String what, List<String> given) {
        return new Failure(Kind.TYPE, span, "%s, not %s".formatted(what, String.join(" and ", given)));
    }

    /// @param holder what the attribute or tag was read of, as it is written
    /// @param there  the names of those it has
    static Failure missing(Kind kind, Span span, String name, Expr holder, Value of, Collection<String> there) {
        return missing(kind, span, name, of instanceof EntityUid ? quote(of) : place(holder, describe(of)), there);
    }

    /// @param holder what the attribute or tag was read of, as it is written
    static Failure missing(Kind kind, Span span, String name, Expr holder, Reduced of) {
        return switch (of.value()) {
            case Knowledge.Exactly(RecordValue record) -> missing(kind, span, name, holder, record, record.attributes()
                    .keySet());
            case Knowledge.Exactly(var value) -> missing(kind, span, name, holder, value, List.of());
            default -> missing(kind, span, name, place(holder, of.described()), List.of());
        };
    }

    private static String place(Expr written, String otherwise) {
        var place = Path.of(written);
        return place == null ? otherwise : "`" + shortened(place.toString()) + "`";
    }

    private static Failure missing(Kind kind, Span span, String name, String holder, Collection<String> there) {
        var message = "%s `%s` is not in %s".formatted(what(kind), shortened(name), holder);
        var help = there.size() > MOST_NAMES ? Optional.<String>empty() : Spelling.didYouMean(name, there);
        return new Failure(kind, span, help.map(way -> message + ". " + way).orElse(message));
    }

    private static String what(Kind kind) {
        return kind == Kind.MISSING_TAG ? "tag" : "attribute";
    }

    /// @param ifMissing how it would fail if the entity were there
    static Failure unknownEntity(Kind ifMissing, Span span, String name, EntityUid of) {
        return new Failure(Kind.UNKNOWN_ENTITY, span, "%s `%s` cannot be read: nothing is known about %s"
                .formatted(what(ifMissing), shortened(name), quote(of)));
    }

    static Failure overflow(Span span, String operation) {
        return new Failure(Kind.OVERFLOW, span, "`%s` does not fit in 64 bits".formatted(operation));
    }

    static Failure extension(Span span, String message) {
        return new Failure(Kind.EXTENSION, span, message);
    }

    /// The value as a noun: the long `5`.
    static String describe(Value value) {
        return switch (value) {
            case BoolValue _,LongValue _,StringValue _,ExtensionValue _ -> "the %s %s".formatted(value.kind(), quote(
                    value));
            case EntityUid _ -> "the entity " + quote(value);
            case SetValue set -> "a set of %d".formatted(set.size());
            case RecordValue record -> record.size() == 0
                    ? "the empty record"
                    : "a record of %s".formatted(names(
                            record));
        };
    }

    private static String names(RecordValue record) {
        var names = record.attributes().keySet().stream().limit(5).map(Failure::shortened).collect(Collectors.joining(
                "`, `", "`", "`"));
        return record.size() > 5 ? names + " and %d more".formatted(record.size() - 5) : names;
    }

    static String quote(Value value) {
        return "`" + shortened(value.toString()) + "`";
    }

    private static String shortened(String text) {
        if (text.length() <= LONGEST_QUOTE) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(LONGEST_QUOTE - 1)) ? LONGEST_QUOTE - 1 : LONGEST_QUOTE;
        return text.substring(0, end) + "…";
    }
}
