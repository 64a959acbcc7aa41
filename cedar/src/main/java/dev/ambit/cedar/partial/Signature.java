package dev.ambit.cedar.partial;

import static dev.ambit.cedar.partial.Kind.BOOL;
import static dev.ambit.cedar.partial.Kind.DATETIME;
import static dev.ambit.cedar.partial.Kind.DECIMAL;
import static dev.ambit.cedar.partial.Kind.DURATION;
import static dev.ambit.cedar.partial.Kind.ENTITY;
import static dev.ambit.cedar.partial.Kind.IPADDR;
import static dev.ambit.cedar.partial.Kind.LONG;
import static dev.ambit.cedar.partial.Kind.SET;
import static dev.ambit.cedar.partial.Kind.STRING;

import dev.ambit.cedar.syntax.Expr.BinaryOperator;
import dev.ambit.cedar.syntax.Expr.Function;
import dev.ambit.cedar.syntax.Expr.UnaryOperator;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.value.Value;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Of which kinds the operands of an operator, method or function must be.
/// Operators whose operands may be of several kinds have none: `==`, `<` and its like, `in`, `&&` and `||`.
///
/// @param word     the operator as it is written
/// @param operands the kind of each operand looked at; those beyond may be anything
/// @param result   what is known of what it makes
/// @param isTotal  whether operands of these kinds always have a result
record Signature(String word, List<Kind> operands, Knowledge result, boolean isTotal) {

    static final Signature NOT = total("!", BOOL, BOOL);
    static final Signature NEGATE = partial("-", LONG, LONG);
    static final Signature IS_EMPTY = total("isEmpty", BOOL, SET);
    static final Signature LIKE = total("like", BOOL, STRING);
    static final Signature IS = total("is", BOOL, ENTITY);
    static final Signature ADD = partial("+", LONG, LONG, LONG);
    static final Signature SUBTRACT = partial("-", LONG, LONG, LONG);
    static final Signature MULTIPLY = partial("*", LONG, LONG, LONG);
    static final Signature CONTAINS = total("contains", BOOL, SET);
    static final Signature CONTAINS_ALL = total("containsAll", BOOL, SET, SET);
    static final Signature CONTAINS_ANY = total("containsAny", BOOL, SET, SET);
    static final Signature HAS_TAG = total("hasTag", BOOL, ENTITY, STRING);

    static final Signature GET_TAG = new Signature("getTag", List.of(ENTITY, STRING), Knowledge.Nothing.NOTHING, false);

    Signature {
        operands = List.copyOf(operands);
    }

    static Signature of(UnaryOperator operator) {
        return switch (operator) {
            case NOT -> NOT;
            case NEGATE -> NEGATE;
            case IS_EMPTY -> IS_EMPTY;
        };
    }

    /// @throws IllegalArgumentException for an operator that has none
    static Signature of(BinaryOperator operator) {
        return switch (operator) {
            case ADD -> ADD;
            case SUBTRACT -> SUBTRACT;
            case MULTIPLY -> MULTIPLY;
            case CONTAINS -> CONTAINS;
            case CONTAINS_ALL -> CONTAINS_ALL;
            case CONTAINS_ANY -> CONTAINS_ANY;
            case HAS_TAG -> HAS_TAG;
            case GET_TAG -> GET_TAG;
            case AND, OR, EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, IN ->
                throw new IllegalArgumentException("`%s` takes operands of several kinds".formatted(operator));
        };
    }

    static Signature of(Function function) {
        var word = function.word();
        return switch (function) {
            case DECIMAL -> partial(word, DECIMAL, STRING);
            case LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL -> total(word, BOOL, DECIMAL,
                    DECIMAL);
            case IP -> partial(word, IPADDR, STRING);
            case IS_IPV4, IS_IPV6, IS_LOOPBACK, IS_MULTICAST -> total(word, BOOL, IPADDR);
            case IS_IN_RANGE -> total(word, BOOL, IPADDR, IPADDR);
            case DATETIME -> partial(word, DATETIME, STRING);
            case OFFSET -> partial(word, DATETIME, DATETIME, DURATION);
            case DURATION_SINCE -> partial(word, DURATION, DATETIME, DATETIME);
            case TO_DATE -> partial(word, DATETIME, DATETIME);
            case TO_TIME -> total(word, DURATION, DATETIME);
            case DURATION -> partial(word, DURATION, STRING);
            case TO_MILLISECONDS, TO_SECONDS, TO_MINUTES, TO_HOURS, TO_DAYS -> total(word, LONG, DURATION);
        };
    }

    private static Signature total(String word, Kind result, Kind... operands) {
        return new Signature(word, List.of(operands), result.known(), true);
    }

    private static Signature partial(String word, Kind result, Kind... operands) {
        return new Signature(word, List.of(operands), result.known(), false);
    }

    /// What is known of operand `index` wherever the operator did not fail.
    Knowledge operand(int index) {
        return index < operands.size() ? operands.get(index).known() : Knowledge.Nothing.NOTHING;
    }

    /// @throws Failure where a value is not of the kind it must be
    void check(Span span, Value... values) {
        for (var i = 0; i < operands.size(); i++) {
            if (Kind.of(values[i]) != operands.get(i)) {
                throw Failure.type(span, takes(), Arrays.copyOf(values, operands.size()));
            }
        }
    }

    /// The rule in words: `+` takes two longs.
    String takes() {
        return "`%s` takes %s".formatted(word, kinds());
    }

    private String kinds() {
        if (operands.size() == 2 && operands.get(0) == operands.get(1)) {
            return "two %ss".formatted(operands.getFirst().word());
        }
        return operands.stream().map(Kind::withArticle).collect(Collectors.joining(" and "));
    }
}
