package dev.ambit.cedar.influence;

import static dev.ambit.cedar.influence.Transitions.ERROR;
import static dev.ambit.cedar.influence.Transitions.FALSE;
import static dev.ambit.cedar.influence.Transitions.TRUE;

import dev.ambit.cedar.influence.Drift.Sign;
import dev.ambit.cedar.partial.Outcome;
import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.syntax.Expr.Function;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// A condition on what stands at one place and on nothing else, and how it comes out in each region of the place.
final class Observation {
    private static final int BOOLS = 1 << FALSE | 1 << TRUE;
    private static final int TURNS_TRUE_AT_MOST = Transitions.STEADY | Transitions.of(FALSE, TRUE);
    private static final int TURNS_FALSE_AT_MOST = Transitions.STEADY | Transitions.of(TRUE, FALSE);

    private final Place place;
    private final int whenGrown;
    private final int[] outcomes;

    private Observation(Place place, int whenGrown, ToIntFunction<Region> outcomes) {
        this.place = place;
        this.whenGrown = whenGrown;
        this.outcomes = place.regions().stream().mapToInt(outcomes).toArray();
    }

    /// How `atom` comes out by region, or `null` where it is no condition on one place alone.
    static @Nullable Observation of(Term.Atom atom) {
        return switch (atom) {
            case Term.Read read -> new Observation(read.place, TURNS_TRUE_AT_MOST, region -> read(read.place, region));
            case Term.Present present -> new Observation(present.place, Transitions.STEADY, Observation::presence);
            case Term.Applied applied -> of(applied);
        };
    }

    Place place() {
        return place;
    }

    /// The ways the condition can come out in region number `index`, as a set of three bits.
    int outcomes(int index) {
        return outcomes[index];
    }

    /// The transitions that are possible where the value increases.
    int whenGrown() {
        return whenGrown;
    }

    /// How `value` comes out as a condition.
    static int outcome(Value value) {
        return switch (value) {
            case BoolValue bool -> bool.value() ? TRUE : FALSE;
            default -> ERROR;
        };
    }

    private static int read(Place place, Region region) {
        return switch (region) {
            case Region.Absent _,Region.Between _ -> 1 << ERROR;
            case Region.Exactly(var value) -> 1 << outcome(value);
            case Region.Rest _ when place.isCutAt(BoolValue.FALSE) && place.isCutAt(BoolValue.TRUE) -> 1 << ERROR;
            case Region.Rest _ -> place.type() == Type.Primitive.BOOL ? BOOLS : BOOLS | 1 << ERROR;
        };
    }

    private static int presence(Region region) {
        return region instanceof Region.Absent ? 1 << FALSE : 1 << TRUE;
    }

    private static @Nullable Observation of(Term.Applied applied) {
        var at = onlyRead(applied.operands);
        if (at < 0 || !applied.isBool() || !applied.operation.isPure()) {
            return null;
        }
        var place = ((Term.Read) applied.operands.get(at)).place;
        return new Observation(place, whenGrown(applied, at), region -> outcomes(applied, at, place, region));
    }

    /// The number of the one operand that is read from a place, all others being constants; -1 where there is none.
    private static int onlyRead(List<Term> operands) {
        var found = -1;
        for (var i = 0; i < operands.size(); i++) {
            if (operands.get(i) instanceof Term.Read && found < 0) {
                found = i;
            } else if (!(operands.get(i) instanceof Term.Constant)) {
                return -1;
            }
        }
        return found;
    }

    private static int whenGrown(Term.Applied applied, int at) {
        if (!applied.operation.isTotal()) {
            return Transitions.ALL;
        }
        return switch (applied.operation.sign(at, applied.operands)) {
            case WITH -> TURNS_TRUE_AT_MOST;
            case AGAINST -> TURNS_FALSE_AT_MOST;
            case FREELY -> Transitions.ALL;
        };
    }

    private static int outcomes(Term.Applied applied, int at, Place place, Region region) {
        return switch (region) {
            case Region.Absent _ -> 1 << ERROR;
            case Region.Exactly(var value) -> with(applied, value);
            // What holds at both ends of a stretch, and only ever turns one way, holds all along it.
            case Region.Between(var line, var low, var high) when isMonotonic(applied, at) -> with(applied, line.at(
                    low)) | with(applied, line.at(high));
            case Region.Between _,Region.Rest _ -> unknown(applied, place, region);
        };
    }

    private static boolean isMonotonic(Term.Applied applied, int at) {
        return applied.operation.isTotal() && applied.operation.sign(at, applied.operands) != Sign.FREELY;
    }

    /// How `applied` comes out where the place holds `value`, as a set of one bit.
    private static int with(Term.Applied applied, Value value) {
        var operands = new ArrayList<Value>();
        for (var operand : applied.operands) {
            operands.add(operand instanceof Term.Constant constant ? constant.value : value);
        }
        return switch (applied.operation.evaluate(operands)) {
            case Outcome.Of(var result) -> 1 << outcome(result);
            case Outcome.Failed _ -> 1 << ERROR;
        };
    }

    private static int unknown(Term.Applied applied, Place place, Region region) {
        for (var operand : applied.operands) {
            if (operand instanceof Term.Constant literal && !mayHold(place, region, literal.value)) {
                return withoutLiteral(applied, region);
            }
        }
        return any(applied);
    }

    private static boolean mayHold(Place place, Region region, Value literal) {
        var line = Region.Line.of(literal);
        return switch (region) {
            case Region.Between(var own, var low, var high) -> line.filter(own::equals).isPresent()
                    && low <= Region.Line.point(literal)
                    && Region.Line.point(literal) <= high;
            case Region.Rest _ -> !place.isCutAt(literal) && line.filter(place::isCut).isEmpty();
            case Region.Absent _ -> false;
            case Region.Exactly(var value) -> value.equals(literal);
        };
    }

    /// How `applied` comes out where no value is the literal. A line is cut whole or not at all: where a literal to compare
    /// by size is missing from what is left over, so is everything it could be compared with.
    private static int withoutLiteral(Term.Applied applied, Region region) {
        return switch (applied.operation) {
            case Operation.Infix(var operator) -> switch (operator) {
                case EQUAL -> 1 << FALSE;
                case LESS, LESS_OR_EQUAL -> region instanceof Region.Rest ? 1 << ERROR : any(applied);
                default -> any(applied);
            };
            case Operation.Call(var function) when isComparison(function) && region instanceof Region.Rest ->
                1 << ERROR;
            default -> any(applied);
        };
    }

    private static boolean isComparison(Function function) {
        return function == Function.LESS_THAN || function == Function.LESS_THAN_OR_EQUAL;
    }

    private static int any(Term.Applied applied) {
        return applied.cannotFail ? BOOLS : BOOLS | 1 << ERROR;
    }
}
