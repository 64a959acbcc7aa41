package dev.ambit.cedar.influence;

import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.influence.Drift.Sign;
import dev.ambit.cedar.partial.Outcome;
import dev.ambit.cedar.partial.Reference;
import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Expr.BinaryOperator;
import dev.ambit.cedar.syntax.Expr.UnaryOperator;
import dev.ambit.cedar.syntax.Pattern;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An operator that needs all its operands, with what the analysis knows about it.
/// Nothing is known wrongly where nothing is known: an operator that is not [#isTotal] may fail, a sign may be
/// [Sign#FREELY], a result type may be `null`.
sealed interface Operation {
    /// Stands for the request where an expression asks for none.
    Request NO_REQUEST = Request.of(EntityUid.of("", ""), EntityUid.of("", ""), EntityUid.of("", ""));

    record Negate() implements Operation {}

    record IsEmpty() implements Operation {}

    /// @param operator none of `&&`, `||`, `!=`, `>` and `>=`, which are written by means of others
    record Infix(BinaryOperator operator) implements Operation {}

    record Like(Pattern pattern) implements Operation {}

    record Is(String type) implements Operation {}

    /// `.name`, of something that is no [Place].
    record Get(String name) implements Operation {}

    /// `has a.b.c`, of something that is no [Place], or by a path too long to look at each step.
    record Has(List<String> path) implements Operation {}

    record MakeSet() implements Operation {}

    record MakeRecord(List<String> names) implements Operation {}

    record Call(Expr.Function function) implements Operation {}

    /// What a pure operation makes of `operands`.
    default Outcome evaluate(List<Value> operands) {
        var literals = operands.stream().<Expr>map(value -> new Expr.Literal(value, Span.NONE)).toList();
        return Reference.evaluate(on(literals), NO_REQUEST, Entities.EMPTY);
    }

    /// This operation as an expression.
    private Expr on(List<Expr> operands) {
        return switch (this) {
            case Negate _ -> new Expr.Unary(UnaryOperator.NEGATE, operands.getFirst(), Span.NONE);
            case IsEmpty _ -> new Expr.Unary(UnaryOperator.IS_EMPTY, operands.getFirst(), Span.NONE);
            case Infix(var operator) -> new Expr.Binary(operator, operands.get(0), operands.get(1), Span.NONE);
            case Like(var pattern) -> new Expr.Like(operands.getFirst(), pattern, Span.NONE);
            case Is(var type) -> new Expr.Is(operands.getFirst(), type, Span.NONE);
            case Get(var name) -> new Expr.Attribute(operands.getFirst(), name, Span.NONE);
            case Has(var path) -> new Expr.Has(operands.getFirst(), path, Span.NONE);
            case MakeSet _ -> new Expr.SetOf(operands, Span.NONE);
            case MakeRecord(var names) -> record(names, operands);
            case Call(var function) -> new Expr.Call(function, operands, Span.NONE);
        };
    }

    private static Expr record(List<String> names, List<Expr> operands) {
        var attributes = new LinkedHashMap<String, Expr>();
        for (var i = 0; i < names.size(); i++) {
            attributes.put(names.get(i), operands.get(i));
        }
        return new Expr.RecordOf(attributes, Span.NONE);
    }

    /// Whether the result depends on nothing but the operands. Otherwise entities are looked at.
    default boolean isPure() {
        return switch (this) {
            case Infix(var operator) -> switch (operator) {
                case IN, HAS_TAG, GET_TAG -> false;
                default -> true;
            };
            case Get _,Has _ -> false;
            default -> true;
        };
    }

    /// How the result follows operand number `index` of `operands`.
    default Sign sign(int index, List<Term> operands) {
        return switch (this) {
            case Negate _,IsEmpty _ -> Sign.AGAINST;
            case MakeRecord _ -> Sign.WITH;
            case Infix(var operator) -> sign(operator, index, operands);
            case Call(var function) -> sign(function, index);
            case Like _,Is _,Get _,Has _,MakeSet _ -> Sign.FREELY;
        };
    }

    private static Sign sign(BinaryOperator operator, int index, List<Term> operands) {
        return switch (operator) {
            case LESS, LESS_OR_EQUAL -> index == 0 ? Sign.AGAINST : Sign.WITH;
            case ADD, CONTAINS_ANY -> Sign.WITH;
            case SUBTRACT, CONTAINS_ALL -> index == 0 ? Sign.WITH : Sign.AGAINST;
            case MULTIPLY -> Term.signOfFactor(operands.get(1 - index));
            case CONTAINS -> index == 0 ? Sign.WITH : Sign.FREELY;
            default -> Sign.FREELY;
        };
    }

    private static Sign sign(Expr.Function function, int index) {
        return switch (function) {
            case LESS_THAN, LESS_THAN_OR_EQUAL -> index == 0 ? Sign.AGAINST : Sign.WITH;
            case OFFSET, TO_DATE, TO_MILLISECONDS, TO_SECONDS, TO_MINUTES, TO_HOURS, TO_DAYS -> Sign.WITH;
            case DURATION_SINCE -> index == 0 ? Sign.WITH : Sign.AGAINST;
            default -> Sign.FREELY;
        };
    }

    /// Whether there is a result whenever the operands are of kinds the operation takes.
    default boolean isTotal() {
        return switch (this) {
            case IsEmpty _,Like _,Is _,MakeSet _,MakeRecord _ -> true;
            case Has(var path) -> path.size() == 1;
            case Negate _,Get _ -> false;
            case Infix(var operator) -> switch (operator) {
                case ADD, SUBTRACT, MULTIPLY, GET_TAG -> false;
                default -> true;
            };
            case Call(var function) -> switch (function) {
                case DECIMAL, IP, DATETIME, DURATION, OFFSET, DURATION_SINCE, TO_DATE -> false;
                default -> true;
            };
        };
    }

    /// Whether operands of these types are certainly of kinds the operation takes.
    ///
    /// @param types `null` for a type that is not known
    default boolean takes(List<@Nullable Type> types) {
        var first = types.isEmpty() ? null : types.getFirst();
        return switch (this) {
            case MakeSet _,MakeRecord _ -> true;
            case Negate _ -> first == Type.Primitive.LONG;
            case IsEmpty _ -> first instanceof Type.SetOf;
            case Like _ -> first == Type.Primitive.STRING;
            case Is _ -> first instanceof Type.Entity;
            case Get _,Has _ -> first instanceof Type.Entity || first instanceof Type.RecordOf;
            case Infix(var operator) -> takes(operator, first, types.get(1));
            case Call(var function) -> takes(function, types);
        };
    }

    private static boolean takes(BinaryOperator operator, @Nullable Type left, @Nullable Type right) {
        return switch (operator) {
            case EQUAL -> true;
            case LESS, LESS_OR_EQUAL -> left != null && left.equals(right)
                    && (left == Type.Primitive.LONG || left == Type.Extension.DATETIME
                            || left == Type.Extension.DURATION);
            case ADD, SUBTRACT, MULTIPLY -> left == Type.Primitive.LONG && right == Type.Primitive.LONG;
            case CONTAINS -> left instanceof Type.SetOf;
            case CONTAINS_ALL, CONTAINS_ANY -> left instanceof Type.SetOf && right instanceof Type.SetOf;
            case IN -> left instanceof Type.Entity && (right instanceof Type.Entity
                    || right instanceof Type.SetOf(var element) && element instanceof Type.Entity);
            case HAS_TAG, GET_TAG -> left instanceof Type.Entity && right == Type.Primitive.STRING;
            case AND, OR, NOT_EQUAL, GREATER, GREATER_OR_EQUAL -> false;
        };
    }

    private static boolean takes(Expr.Function function, List<@Nullable Type> types) {
        var first = types.getFirst();
        return switch (function) {
            case DECIMAL, IP, DATETIME, DURATION -> first == Type.Primitive.STRING;
            case LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL -> first == Type.Extension.DECIMAL
                    && types.get(1) == Type.Extension.DECIMAL;
            case IS_IPV4, IS_IPV6, IS_LOOPBACK, IS_MULTICAST -> first == Type.Extension.IPADDR;
            case IS_IN_RANGE -> first == Type.Extension.IPADDR && types.get(1) == Type.Extension.IPADDR;
            case OFFSET -> first == Type.Extension.DATETIME && types.get(1) == Type.Extension.DURATION;
            case DURATION_SINCE -> first == Type.Extension.DATETIME && types.get(1) == Type.Extension.DATETIME;
            case TO_DATE, TO_TIME -> first == Type.Extension.DATETIME;
            case TO_MILLISECONDS, TO_SECONDS, TO_MINUTES, TO_HOURS, TO_DAYS -> first == Type.Extension.DURATION;
        };
    }

    /// The type of any result; `null` where it depends on the operands.
    default @Nullable Type result() {
        return switch (this) {
            case Negate _ -> Type.Primitive.LONG;
            case IsEmpty _,Like _,Is _,Has _ -> Type.Primitive.BOOL;
            case Get _,MakeSet _ -> null;
            case MakeRecord _ -> Type.RecordOf.EMPTY;
            case Infix(var operator) -> switch (operator) {
                case ADD, SUBTRACT, MULTIPLY -> Type.Primitive.LONG;
                case GET_TAG -> null;
                default -> Type.Primitive.BOOL;
            };
            case Call(var function) -> result(function);
        };
    }

    private static Type result(Expr.Function function) {
        return switch (function) {
            case DECIMAL -> Type.Extension.DECIMAL;
            case IP -> Type.Extension.IPADDR;
            case DATETIME, OFFSET, TO_DATE -> Type.Extension.DATETIME;
            case DURATION, DURATION_SINCE, TO_TIME -> Type.Extension.DURATION;
            case TO_MILLISECONDS, TO_SECONDS, TO_MINUTES, TO_HOURS, TO_DAYS -> Type.Primitive.LONG;
            case LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL, IS_IPV4, IS_IPV6, IS_LOOPBACK,
                    IS_MULTICAST, IS_IN_RANGE -> Type.Primitive.BOOL;
        };
    }
}
