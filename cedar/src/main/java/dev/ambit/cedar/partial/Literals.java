package dev.ambit.cedar.partial;

import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.DatetimeValue;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.ExtensionValue;
import dev.ambit.cedar.value.DurationValue;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.SetValue;
import dev.ambit.cedar.value.StringValue;
import dev.ambit.cedar.value.Value;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;

/// Values as expressions that evaluate to them.
final class Literals {
    /// Most values in a set or record, those inside its members included, that is written out in a residual. A larger
    /// one stands there as it was come by: a residual then stays about as large as its policy.
    static final int MOST_VALUES = 32;

    private Literals() {}

    static boolean isShort(Value value) {
        return remaining(value, MOST_VALUES) >= 0;
    }

    /// How many of `most` values are left after those `value` is made of; negative where there are not enough. Looks at
    /// no more than `most` of them.
    private static int remaining(Value value, int most) {
        return switch (value) {
            case SetValue set -> set.size() > most ? -1 : remaining(set.members(), most - 1);
            case RecordValue record -> record.size() > most ? -1 : remaining(record.attributes().values(), most - 1);
            default -> most - 1;
        };
    }

    private static int remaining(Collection<Value> values, int most) {
        var left = most;
        for (var value : values) {
            if (left < 0) {
                return left;
            }
            left = remaining(value, left);
        }
        return left;
    }

    static Expr of(Value value, Span span) {
        return switch (value) {
            case BoolValue _,LongValue _,StringValue _,EntityUid _ -> new Expr.Literal(value, span);
            case SetValue set -> new Expr.SetOf(set.members().stream().map(member -> of(member, span)).toList(), span);
            case RecordValue record -> of(record, span);
            case DatetimeValue instant when !instant.hasText() -> call(
                    Expr.Function.OFFSET, span, of(DatetimeValue.EPOCH, span), of(new DurationValue(instant
                            .epochMillis()), span));
            case ExtensionValue extension -> call(constructor(extension), span, new Expr.Literal(StringValue.of(
                    extension.text()), span));
        };
    }

    private static Expr of(RecordValue record, Span span) {
        var attributes = new LinkedHashMap<String, Expr>();
        record.attributes().forEach((name, value) -> attributes.put(name, of(value, span)));
        return new Expr.RecordOf(attributes, span);
    }

    private static Expr.Function constructor(ExtensionValue value) {
        return Arrays.stream(Expr.Function.values())
                .filter(function -> function.word().equals(value.constructor()))
                .findFirst()
                .orElseThrow();
    }

    private static Expr call(Expr.Function function, Span span, Expr... arguments) {
        return new Expr.Call(function, List.of(arguments), span);
    }
}
