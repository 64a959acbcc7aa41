package dev.ambit.cedar.partial;

import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Expr.BinaryOperator;
import dev.ambit.cedar.syntax.Expr.Function;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.syntax.Expr.UnaryOperator;
import dev.ambit.cedar.syntax.Pattern;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.syntax.Policy.Condition;
import dev.ambit.cedar.syntax.Scope;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.StringValue;
import dev.ambit.cedar.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Expressions of every form over the names of [RandomFacts], mostly of the kinds their operators ask for.
public final class RandomExprs {
    private final SplittableRandom random;

    public RandomExprs(SplittableRandom random) {
        this.random = random;
    }

    public Policy policy(String id) {
        var effect = random.nextInt(3) == 0 ? Policy.Effect.FORBID : Policy.Effect.PERMIT;
        var conditions = IntStream.range(0, random.nextInt(3))
                .mapToObj(_ -> new Condition(random.nextInt(3) == 0 ? Condition.Kind.UNLESS : Condition.Kind.WHEN, expr(
                        Kind.BOOL, 4)))
                .toList();
        return new Policy(id, effect, Map.of(), scope(), action(), scope(), conditions, Source.of(""), Span.NONE);
    }

    private Scope scope() {
        return switch (random.nextInt(10)) {
            case 0 -> new Scope.Equal(known());
            case 1, 2 -> new Scope.In(known());
            case 3 -> new Scope.Is(pick(RandomFacts.TYPES), Span.NONE);
            case 4 -> new Scope.IsIn(pick(RandomFacts.TYPES), Span.NONE, known());
            default -> new Scope.Any();
        };
    }

    private Scope action() {
        return switch (random.nextInt(6)) {
            case 0 -> new Scope.Equal(new Scope.Known(pick(RandomFacts.ACTIONS), Span.NONE));
            case 1 -> new Scope.In(new Scope.Known(pick(RandomFacts.ACTIONS), Span.NONE));
            case 2 -> new Scope.InAny(List.of(pick(RandomFacts.ACTIONS), pick(RandomFacts.ACTIONS)), Span.NONE);
            default -> new Scope.Any();
        };
    }

    private Scope.Known known() {
        return new Scope.Known(pick(RandomFacts.UIDS), Span.NONE);
    }

    Expr expr(Kind wanted, int depth) {
        var kind = random.nextInt(25) == 0 ? pick(List.of(Kind.values())) : wanted;
        if (depth <= 0) {
            return random.nextInt(3) > 0 ? read(kind) : literal(kind);
        }
        return switch (random.nextInt(12)) {
            case 0 -> new Expr.If(expr(Kind.BOOL, depth - 1), expr(kind, depth - 1), expr(kind, depth - 1), Span.NONE);
            case 1 -> read(kind);
            case 2 -> literal(kind);
            case 3 -> random.nextInt(3) == 0 ? projected(kind, depth - 1) : made(kind, depth - 1);
            default -> made(kind, depth - 1);
        };
    }

    private Expr projected(Kind kind, int depth) {
        var record = new Expr.RecordOf(Map.of("x", expr(kind, depth), "y", expr(pick(List.of(Kind.values())), depth)),
                Span.NONE);
        return new Expr.Attribute(record, random.nextInt(10) == 0 ? "z" : "x", Span.NONE);
    }

    private Expr made(Kind kind, int depth) {
        return switch (kind) {
            case BOOL -> bool(depth);
            case LONG -> number(depth);
            case STRING, IPADDR, DECIMAL -> random.nextBoolean() ? read(kind) : literal(kind);
            case ENTITY -> random.nextBoolean()
                    ? new Expr.Attribute(expr(Kind.ENTITY, depth), RandomFacts.name(Kind.ENTITY), Span.NONE)
                    : read(kind);
            case SET -> set(depth);
            case RECORD -> record(depth);
            case DATETIME -> random.nextBoolean()
                    ? read(kind)
                    : call(Function.OFFSET, expr(Kind.DATETIME, depth), expr(Kind.DURATION, depth));
            case DURATION -> switch (random.nextInt(3)) {
                case 0 -> read(kind);
                case 1 -> call(Function.TO_TIME, expr(Kind.DATETIME, depth));
                default -> call(Function.DURATION_SINCE, expr(Kind.DATETIME, depth), expr(Kind.DATETIME, depth));
            };
        };
    }

    private Expr bool(int depth) {
        return switch (random.nextInt(16)) {
            case 0 -> new Expr.Unary(UnaryOperator.NOT, expr(Kind.BOOL, depth), Span.NONE);
            case 1, 2 -> binary(BinaryOperator.AND, expr(Kind.BOOL, depth), expr(Kind.BOOL, depth));
            case 3, 4 -> binary(BinaryOperator.OR, expr(Kind.BOOL, depth), expr(Kind.BOOL, depth));
            case 5 -> guarded(depth);
            case 6 -> equality(depth);
            case 7 -> comparison(depth);
            case 8 -> binary(BinaryOperator.IN, expr(Kind.ENTITY, depth), random.nextInt(3) == 0
                    ? expr(Kind.SET, depth)
                    : expr(Kind.ENTITY, depth));
            case 9 -> has(depth);
            case 10 -> new Expr.Is(expr(Kind.ENTITY, depth), pick(RandomFacts.TYPES), Span.NONE);
            case 11 -> new Expr.IsIn(expr(Kind.ENTITY, depth), pick(RandomFacts.TYPES), expr(Kind.ENTITY, depth),
                    Span.NONE);
            case 12 -> binary(pick(List.of(BinaryOperator.CONTAINS_ALL, BinaryOperator.CONTAINS_ANY)), expr(Kind.SET,
                    depth), expr(Kind.SET, depth));
            case 13 -> binary(BinaryOperator.CONTAINS, expr(Kind.SET, depth), expr(pick(List.of(Kind.values())),
                    depth));
            case 14 -> tagged(depth);
            default -> called(depth);
        };
    }

    /// `x has a && … x.a …`, which people write most.
    private Expr guarded(int depth) {
        var of = random.nextBoolean()
                ? new Expr.Variable(Root.CONTEXT, Span.NONE)
                : expr(Kind.ENTITY, Math.min(depth, 1));
        var kind = pick(List.of(Kind.LONG, Kind.STRING, Kind.ENTITY, Kind.BOOL));
        var name = RandomFacts.name(kind);
        var read = new Expr.Attribute(of, name, Span.NONE);
        var use = kind == Kind.BOOL
                ? read
                : binary(kind == Kind.LONG ? BinaryOperator.LESS : BinaryOperator.EQUAL, read, expr(kind, depth));
        var has = new Expr.Has(of, List.of(name), Span.NONE);
        return random.nextBoolean()
                ? binary(BinaryOperator.AND, has, use)
                : binary(BinaryOperator.OR, new Expr.Unary(UnaryOperator.NOT, has, Span.NONE), use);
    }

    private Expr equality(int depth) {
        var kind = pick(List.of(Kind.values()));
        return binary(pick(List.of(BinaryOperator.EQUAL, BinaryOperator.NOT_EQUAL)), expr(kind, depth), expr(kind,
                depth));
    }

    private Expr comparison(int depth) {
        var kind = pick(List.of(Kind.LONG, Kind.LONG, Kind.LONG, Kind.DATETIME, Kind.DURATION));
        var operator = pick(List.of(BinaryOperator.LESS, BinaryOperator.LESS_OR_EQUAL, BinaryOperator.GREATER,
                BinaryOperator.GREATER_OR_EQUAL));
        return binary(operator, expr(kind, depth), expr(kind, depth));
    }

    private Expr has(int depth) {
        var path = IntStream.range(0, random.nextInt(1, 4)).mapToObj(_ -> anyName()).toList();
        return new Expr.Has(expr(random.nextInt(3) > 0 ? Kind.ENTITY : Kind.RECORD, depth), path, Span.NONE);
    }

    private Expr tagged(int depth) {
        var of = expr(Kind.ENTITY, depth);
        var name = expr(Kind.STRING, 0);
        var has = binary(BinaryOperator.HAS_TAG, of, name);
        return random.nextBoolean()
                ? has
                : binary(BinaryOperator.AND, has, binary(BinaryOperator.EQUAL, binary(BinaryOperator.GET_TAG, of, name),
                        expr(Kind.STRING, depth)));
    }

    private Expr called(int depth) {
        return switch (random.nextInt(6)) {
            case 0 -> new Expr.Like(expr(Kind.STRING, depth), Pattern.of(Pattern.WILDCARD, 'a', Pattern.WILDCARD),
                    Span.NONE);
            case 1 -> new Expr.Unary(UnaryOperator.IS_EMPTY, expr(Kind.SET, depth), Span.NONE);
            case 2 -> call(Function.LESS_THAN, expr(Kind.DECIMAL, depth), expr(Kind.DECIMAL, depth));
            case 3 -> call(Function.IS_IN_RANGE, expr(Kind.IPADDR, depth), expr(Kind.IPADDR, depth));
            case 4 -> random.nextInt(4) > 0
                    ? call(Function.IS_LOOPBACK, expr(Kind.IPADDR, depth))
                    : call(Function.IS_LOOPBACK, expr(Kind.IPADDR, depth), expr(Kind.LONG, depth));
            default -> binary(BinaryOperator.GET_TAG, expr(Kind.ENTITY, depth), expr(Kind.STRING, 0));
        };
    }

    private Expr number(int depth) {
        return switch (random.nextInt(6)) {
            case 0 -> new Expr.Unary(UnaryOperator.NEGATE, expr(Kind.LONG, depth), Span.NONE);
            case 1 -> call(Function.TO_HOURS, expr(Kind.DURATION, depth));
            case 2 -> read(Kind.LONG);
            default -> binary(pick(List.of(BinaryOperator.ADD, BinaryOperator.SUBTRACT, BinaryOperator.MULTIPLY)), expr(
                    Kind.LONG, depth), expr(Kind.LONG, depth));
        };
    }

    private Expr set(int depth) {
        if (random.nextInt(3) == 0) {
            return read(Kind.SET);
        }
        var kind = pick(List.of(Kind.ENTITY, Kind.ENTITY, Kind.STRING, Kind.LONG));
        return new Expr.SetOf(IntStream.range(0, random.nextInt(4)).mapToObj(_ -> expr(kind, depth)).toList(),
                Span.NONE);
    }

    private Expr record(int depth) {
        if (random.nextInt(3) == 0) {
            return read(Kind.RECORD);
        }
        var attributes = new LinkedHashMap<String, Expr>();
        for (var i = random.nextInt(3); i > 0; i--) {
            var kind = pick(List.of(Kind.values()));
            attributes.put(RandomFacts.name(kind), expr(kind, depth));
        }
        return new Expr.RecordOf(attributes, Span.NONE);
    }

    private Expr read(Kind kind) {
        if (kind == Kind.ENTITY && random.nextInt(3) > 0) {
            return random.nextInt(4) == 0
                    ? literal(kind)
                    : new Expr.Variable(pick(List.of(Root.PRINCIPAL, Root.RESOURCE, Root.ACTION)), Span.NONE);
        }
        if (kind == Kind.RECORD && random.nextInt(3) == 0) {
            return new Expr.Variable(Root.CONTEXT, Span.NONE);
        }
        var of = switch (random.nextInt(6)) {
            case 0, 1 -> new Expr.Variable(Root.CONTEXT, Span.NONE);
            case 2 -> new Expr.Attribute(new Expr.Variable(Root.CONTEXT, Span.NONE), RandomFacts.name(Kind.RECORD),
                    Span.NONE);
            case 3 -> new Expr.Attribute(new Expr.Variable(Root.PRINCIPAL, Span.NONE), RandomFacts.name(Kind.ENTITY),
                    Span.NONE);
            case 4 -> new Expr.Variable(Root.PRINCIPAL, Span.NONE);
            default -> literal(Kind.ENTITY);
        };
        return new Expr.Attribute(of, RandomFacts.name(kind), Span.NONE);
    }

    private Expr literal(Kind kind) {
        return switch (kind) {
            case BOOL -> value(BoolValue.of(random.nextBoolean()));
            case LONG -> value(LongValue.of(random.nextInt(8) == 0 ? Long.MAX_VALUE : random.nextInt(-1, 4)));
            case STRING -> value(StringValue.of(pick(RandomFacts.STRINGS)));
            case ENTITY -> value(pick(RandomFacts.UIDS));
            case SET -> new Expr.SetOf(List.of(), Span.NONE);
            case RECORD -> new Expr.RecordOf(Map.of(), Span.NONE);
            case DECIMAL -> call(Function.DECIMAL, value(StringValue.of(pick(List.of("1.5", "2.0", "-1.25", "x")))));
            case IPADDR -> call(Function.IP, value(StringValue.of(pick(List.of("10.0.0.1", "10.0.0.0/8", "::1",
                    "x")))));
            case DATETIME -> call(Function.DATETIME, value(StringValue.of(pick(List.of("1970-01-01",
                    "2030-01-31T09:30:00Z", "x")))));
            case DURATION -> call(Function.DURATION, value(StringValue.of(pick(List.of("1h", "-1d",
                    "9223372036854775807ms", "x")))));
        };
    }

    private static Expr value(Value value) {
        return new Expr.Literal(value, Span.NONE);
    }

    private static Expr binary(BinaryOperator operator, Expr left, Expr right) {
        return new Expr.Binary(operator, left, right, Span.NONE);
    }

    private static Expr call(Function function, Expr... arguments) {
        return new Expr.Call(function, new ArrayList<>(List.of(arguments)), Span.NONE);
    }

    private String anyName() {
        return RandomFacts.name(pick(List.of(Kind.values())));
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
