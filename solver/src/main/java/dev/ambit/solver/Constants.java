package dev.ambit.solver;

import com.microsoft.z3.Context;
import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.DatetimeValue;
import dev.ambit.cedar.value.DecimalValue;
import dev.ambit.cedar.value.DurationValue;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.IpValue;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.SetValue;
import dev.ambit.cedar.value.StringValue;
import dev.ambit.cedar.value.Value;
import java.util.Optional;

/// Values that are written out, as terms.
final class Constants {
    private final Context z3;
    private final Inputs inputs;

    Constants(Context z3, Inputs inputs) {
        this.z3 = z3;
        this.inputs = inputs;
    }

    Term.Atom of(EntityUid uid) {
        return new Term.Atom(inputs.atom(uid.type(), uid), z3.mkFalse(), uid.type());
    }

    /// Empty for sets and records, of which the solver knows nothing.
    Optional<Term> of(Value value) {
        return switch (value) {
            case BoolValue bool -> Optional.of(new Term.Truth(z3.mkBool(bool.value()), z3.mkFalse()));
            case LongValue(var number) -> numeral(number, Term.Unit.LONG);
            case DecimalValue(var number) -> numeral(number, Term.Unit.DECIMAL);
            case DatetimeValue(var millis) -> numeral(millis, Term.Unit.DATETIME);
            case DurationValue(var millis) -> numeral(millis, Term.Unit.DURATION);
            case StringValue text -> atom("string", text);
            case IpValue ip -> atom("ipaddr", ip);
            case EntityUid uid -> Optional.of(of(uid));
            case SetValue _,RecordValue _ -> Optional.empty();
        };
    }

    /// What a constructor makes of a text; empty of any other call.
    Optional<Term> of(Expr.Call call) {
        if (!(call.arguments().getFirst() instanceof Expr.Literal(StringValue(var text), _))) {
            return Optional.empty();
        }
        var made = switch (call.function()) {
            case DECIMAL -> Optional.<Value>ofNullable(DecimalValue.parse(text));
            case IP -> Optional.<Value>ofNullable(IpValue.parse(text));
            case DATETIME -> Optional.<Value>ofNullable(DatetimeValue.parse(text));
            case DURATION -> Optional.<Value>ofNullable(DurationValue.parse(text));
            default -> Optional.<Value>empty();
        };
        return made.flatMap(this::of);
    }

    private Optional<Term> numeral(long value, Term.Unit unit) {
        return Optional.of(new Term.Numeral(inputs.number(value), z3.mkFalse(), unit));
    }

    private Optional<Term> atom(String kind, Value value) {
        return Optional.of(new Term.Atom(inputs.atom(kind, value), z3.mkFalse(), kind));
    }
}
