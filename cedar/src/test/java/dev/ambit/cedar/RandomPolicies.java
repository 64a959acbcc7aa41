package dev.ambit.cedar;

import static dev.ambit.cedar.RandomPolicies.Sort.BOOL;
import static dev.ambit.cedar.RandomPolicies.Sort.DATETIME;
import static dev.ambit.cedar.RandomPolicies.Sort.DECIMAL;
import static dev.ambit.cedar.RandomPolicies.Sort.DURATION;
import static dev.ambit.cedar.RandomPolicies.Sort.ENTITY;
import static dev.ambit.cedar.RandomPolicies.Sort.IP;
import static dev.ambit.cedar.RandomPolicies.Sort.LONG;
import static dev.ambit.cedar.RandomPolicies.Sort.RECORD;
import static dev.ambit.cedar.RandomPolicies.Sort.SET;
import static dev.ambit.cedar.RandomPolicies.Sort.STRING;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Random policies over a small world, so that what they speak of exists now and then: users in groups, documents and
/// robots in folders, four actions, a context. Which attributes there are, [#ATTRIBUTES] says.
/// The same random numbers give the same policies. Trees made here stand nowhere: all their spans are [Span#NONE].
public final class RandomPolicies {
    private static final Span NOWHERE = Span.NONE;
    private static final Source SOURCE = Source.of("");

    /// What is generated.
    ///
    /// @param height    of an expression, roughly; a literal has 1
    /// @param illTyped  how often an expression of another type stands where one is expected, between 0 and 1
    /// @param templates whether some policies have slots
    /// @param odd       whether there are names and strings that nobody would choose
    public record Knobs(int height, double illTyped, boolean templates, boolean odd) {
        /// Policies that mostly make sense.
        public static final Knobs SENSIBLE = new Knobs(5, 0.03, false, false);

        /// Anything that can be written.
        public static final Knobs WILD = new Knobs(6, 0.3, true, true);
    }

    /// The types of expressions, as far as it matters here.
    public enum Sort {
        BOOL, LONG, STRING, ENTITY, SET, RECORD, DECIMAL, IP, DATETIME, DURATION
    }

    /// Attributes that entities and the context of this world may have, by their type; each can be reached from any.
    public static final Map<Sort, List<String>> ATTRIBUTES = Map.of(
            BOOL, List.of("principal.active", "resource.public", "context.mfa", "context.nested.flag"),
            LONG, List.of("principal.age", "resource.size", "context.risk", "context.nested.deep.er",
                    "principal.manager.age"),
            STRING, List.of("principal.name", "resource.title", "context.reason", "principal.address.zip",
                    "resource.owner.name"),
            ENTITY, List.of("principal.manager", "resource.owner", "context.delegate", "principal.manager.manager"),
            SET, List.of("principal.groups", "resource.labels", "context.tags", "resource.readers"),
            RECORD, List.of("principal.address", "context.nested", "context.nested.deep", "context"),
            DECIMAL, List.of("resource.price", "context.score"),
            IP, List.of("principal.device", "context.source"),
            DATETIME, List.of("principal.joined", "context.now"),
            DURATION, List.of("resource.ttl", "context.age"));

    public static final List<String> TYPES = List.of("User", "Group", "Doc", "Folder", "Fleet::Robot");
    public static final List<String> IDS = List.of("a", "b", "c", "d");
    public static final List<EntityUid> ACTIONS = List.of(EntityUid.of("Action", "read"),
            EntityUid.of("Action", "write"), EntityUid.of("Action", "any"), EntityUid.of("Fleet::Action", "run"));
    public static final List<String> TAGS = List.of("team", "stage", "x");

    private static final List<String> WORDS = List.of("", "a", "b", "prod", "alice", "10.0.0.1", "1.5", "2024-01-01");
    private static final List<String> ODD = List.of("if", "in", "__cedar", "principal", "when", "a b", "a.b", "1a",
            "\"",
            "\\", "*", "\\*", "\n", "\r\n", "\0", "\t", "'", "é", "\u2028", "\u202e", "😀", "a\u0301", "// no comment",
            ";", "}",
            "_", "A_1");

    private final SplittableRandom random;
    private final Knobs knobs;

    public RandomPolicies(SplittableRandom random, Knobs knobs) {
        this.random = random;
        this.knobs = knobs;
    }

    /// So many policies, with the ids the parser would give them.
    public List<Policy> policies(int count) {
        return IntStream.range(0, count).mapToObj(i -> policy("policy" + i)).toList();
    }

    public Policy policy(String id) {
        return new Policy(id, one(Policy.Effect.PERMIT, Policy.Effect.FORBID), annotations(), scope(Root.PRINCIPAL),
                actionScope(), scope(Root.RESOURCE), conditions(), SOURCE, NOWHERE);
    }

    /// An expression that is of type `sort` unless the knobs say otherwise.
    public Expr expression(Sort sort) {
        return expression(sort, knobs.height());
    }

    // Policies

    private Map<String, Optional<String>> annotations() {
        var annotations = new LinkedHashMap<String, Optional<String>>();
        for (var name : List.of("id", "if", "note")) {
            if (random.nextInt(6) == 0) {
                annotations.put(name, random.nextBoolean() ? Optional.of(word()) : Optional.empty());
            }
        }
        return annotations;
    }

    private Scope scope(Root root) {
        return switch (random.nextInt(8)) {
            case 0 -> new Scope.Equal(reference(root));
            case 1, 2 -> new Scope.In(reference(root));
            case 3 -> new Scope.Is(type(), NOWHERE);
            case 4 -> new Scope.IsIn(type(), NOWHERE, reference(root));
            default -> new Scope.Any();
        };
    }

    private Scope.Reference reference(Root root) {
        return knobs.templates() && random.nextInt(4) == 0
                ? new Scope.Slot(root, NOWHERE)
                : new Scope.Known(uid(), NOWHERE);
    }

    private Scope actionScope() {
        return switch (random.nextInt(5)) {
            case 0 -> new Scope.Equal(new Scope.Known(one(ACTIONS), NOWHERE));
            case 1 -> new Scope.In(new Scope.Known(one(ACTIONS), NOWHERE));
            case 2 -> new Scope.InAny(some(() -> one(ACTIONS)), NOWHERE);
            default -> new Scope.Any();
        };
    }

    private List<Condition> conditions() {
        return Stream.generate(() -> new Condition(one(Condition.Kind.WHEN, Condition.Kind.UNLESS), expression(BOOL)))
                .limit(random.nextInt(3)).toList();
    }

    // Expressions

    private Expr expression(Sort wanted, int height) {
        var sort = random.nextDouble() < knobs.illTyped() ? one(Sort.values()) : wanted;
        if (height <= 1 || random.nextInt(8) == 0) {
            return random.nextInt(3) == 0 ? literal(sort) : attribute(sort);
        }
        return random.nextInt(12) == 0 ? anySort(sort, height - 1) : ofSort(sort, height - 1);
    }

    private Expr ofSort(Sort sort, int below) {
        return switch (sort) {
            case BOOL -> bool(below);
            case LONG -> number(below);
            case STRING -> call(BinaryOperator.GET_TAG, expression(ENTITY, below), string(one(TAGS)));
            case ENTITY -> random.nextBoolean()
                    ? literal(ENTITY)
                    : new Expr.Variable(one(Root.PRINCIPAL, Root.ACTION, Root.RESOURCE), NOWHERE);
            case SET -> set(one(STRING, LONG, ENTITY, BOOL, RECORD), below);
            case RECORD -> record(below);
            case DECIMAL, IP -> literal(sort);
            case DATETIME -> datetime(below);
            case DURATION -> duration(below);
        };
    }

    /// Ways to write an expression of any type.
    private Expr anySort(Sort sort, int below) {
        if (random.nextBoolean()) {
            return new Expr.If(expression(BOOL, below), expression(sort, below), expression(sort, below), NOWHERE);
        }
        var name = name();
        return new Expr.Attribute(new Expr.RecordOf(Map.of(name, expression(sort, below)), NOWHERE), name, NOWHERE);
    }

    private Expr bool(int below) {
        return switch (random.nextInt(14)) {
            case 0, 1 -> binary(BinaryOperator.AND, BOOL, BOOL, below);
            case 2, 3 -> binary(BinaryOperator.OR, BOOL, BOOL, below);
            case 4 -> new Expr.Unary(UnaryOperator.NOT, expression(BOOL, below), NOWHERE);
            case 5 -> equality(one(Sort.values()), below);
            case 6 -> comparison(one(LONG, LONG, DATETIME, DURATION), below);
            case 7 -> binary(BinaryOperator.IN, ENTITY, one(ENTITY, SET), below);
            case 8 -> has(below);
            case 9 -> new Expr.Like(expression(STRING, below), pattern(), NOWHERE);
            case 10 -> random.nextBoolean()
                    ? new Expr.Is(expression(ENTITY, below), type(), NOWHERE)
                    : new Expr.IsIn(expression(ENTITY, below), type(), expression(ENTITY, below), NOWHERE);
            case 11 -> setTest(below);
            case 12 -> call(BinaryOperator.HAS_TAG, expression(ENTITY, below), string(one(TAGS)));
            default -> extensionTest(below);
        };
    }

    private Expr binary(BinaryOperator operator, Sort left, Sort right, int below) {
        return new Expr.Binary(operator, expression(left, below), expression(right, below), NOWHERE);
    }

    private Expr equality(Sort sort, int below) {
        return binary(one(BinaryOperator.EQUAL, BinaryOperator.NOT_EQUAL), sort, sort, below);
    }

    private Expr comparison(Sort sort, int below) {
        return binary(one(BinaryOperator.LESS, BinaryOperator.LESS_OR_EQUAL, BinaryOperator.GREATER,
                BinaryOperator.GREATER_OR_EQUAL), sort, sort, below);
    }

    private Expr has(int below) {
        var path = random.nextInt(3) == 0 ? List.of("nested", "deep", "er") : List.of(name());
        return new Expr.Has(expression(one(RECORD, ENTITY), below), path, NOWHERE);
    }

    private Expr setTest(int below) {
        return switch (random.nextInt(4)) {
            case 0 -> new Expr.Unary(UnaryOperator.IS_EMPTY, expression(SET, below), NOWHERE);
            case 1 -> binary(BinaryOperator.CONTAINS, SET, one(STRING, LONG, ENTITY), below);
            default -> binary(one(BinaryOperator.CONTAINS_ALL, BinaryOperator.CONTAINS_ANY), SET, SET, below);
        };
    }

    private Expr call(BinaryOperator method, Expr receiver, Expr argument) {
        return new Expr.Binary(method, receiver, argument, NOWHERE);
    }

    private Expr extensionTest(int below) {
        return switch (random.nextInt(3)) {
            case 0 -> call(one(Function.LESS_THAN, Function.LESS_THAN_OR_EQUAL, Function.GREATER_THAN,
                    Function.GREATER_THAN_OR_EQUAL), expression(DECIMAL, below), expression(DECIMAL, below));
            case 1 -> call(Function.IS_IN_RANGE, expression(IP, below), expression(IP, below));
            default -> call(one(Function.IS_IPV4, Function.IS_IPV6, Function.IS_LOOPBACK, Function.IS_MULTICAST),
                    expression(IP, below));
        };
    }

    private Expr number(int below) {
        return switch (random.nextInt(3)) {
            case 0 -> new Expr.Unary(UnaryOperator.NEGATE, expression(LONG, below), NOWHERE);
            case 1 -> call(one(Function.TO_MILLISECONDS, Function.TO_SECONDS, Function.TO_MINUTES, Function.TO_HOURS,
                    Function.TO_DAYS), expression(DURATION, below));
            default -> binary(one(BinaryOperator.ADD, BinaryOperator.SUBTRACT, BinaryOperator.MULTIPLY), LONG, LONG,
                    below);
        };
    }

    private Expr datetime(int below) {
        return random.nextBoolean()
                ? call(Function.OFFSET, expression(DATETIME, below), expression(DURATION, below))
                : call(Function.TO_DATE, expression(DATETIME, below));
    }

    private Expr duration(int below) {
        return random.nextBoolean()
                ? call(Function.DURATION_SINCE, expression(DATETIME, below), expression(DATETIME, below))
                : call(Function.TO_TIME, expression(DATETIME, below));
    }

    private Expr set(Sort sort, int below) {
        return new Expr.SetOf(some(() -> expression(sort, below)), NOWHERE);
    }

    private Expr record(int below) {
        var attributes = new LinkedHashMap<String, Expr>();
        some(this::name).forEach(name -> attributes.put(name, expression(one(Sort.values()), below)));
        return new Expr.RecordOf(attributes, NOWHERE);
    }

    // Leaves

    private Expr attribute(Sort sort) {
        var path = List.of(one(ATTRIBUTES.get(sort)).split("\\."));
        Expr found = new Expr.Variable(Root.valueOf(path.getFirst().toUpperCase(Locale.ROOT)), NOWHERE);
        for (var name : path.subList(1, path.size())) {
            found = new Expr.Attribute(found, name, NOWHERE);
        }
        return found;
    }

    private Expr literal(Sort sort) {
        return switch (sort) {
            case BOOL -> literal(BoolValue.of(random.nextBoolean()));
            case LONG -> literal(LongValue.of(oneNumber()));
            case STRING -> string(word());
            case ENTITY -> literal(random.nextInt(4) == 0 ? one(ACTIONS) : uid());
            case SET -> new Expr.SetOf(some(() -> literal(one(STRING, LONG, ENTITY))), NOWHERE);
            case RECORD -> new Expr.RecordOf(Map.of(), NOWHERE);
            case DECIMAL -> call(Function.DECIMAL, string(one("1.5", "0.0", "-2.25", "922337203685477.5807", "1")));
            case IP -> call(Function.IP, string(one("10.0.0.1", "10.0.0.0/8", "::1", "127.0.0.1", "224.0.0.1",
                    "nowhere")));
            case DATETIME -> call(Function.DATETIME, string(one("2024-01-01", "1970-01-01T00:00:00Z",
                    "2024-10-15T11:35:00.000+0100", "2024-13-01")));
            case DURATION -> call(Function.DURATION, string(one("1h", "-1d2h3m4s5ms", "0ms", "90s", "1x")));
        };
    }

    private static Expr literal(Value value) {
        return new Expr.Literal(value, NOWHERE);
    }

    private static Expr string(String text) {
        return literal(StringValue.of(text));
    }

    private static Expr call(Function function, Expr... arguments) {
        return new Expr.Call(function, List.of(arguments), NOWHERE);
    }

    private long oneNumber() {
        return one(0L, 1L, 2L, 18L, -1L, -3L, 100L, Long.MAX_VALUE, Long.MIN_VALUE);
    }

    private EntityUid uid() {
        return EntityUid.of(type(), knobs.odd() ? word() : one(IDS));
    }

    private String type() {
        return one(TYPES);
    }

    /// The name of an attribute.
    private String name() {
        return knobs.odd() && random.nextInt(3) == 0
                ? one(ODD)
                : one("name", "age", "nested", "deep", "er", "manager", "tags", "size");
    }

    private String word() {
        return knobs.odd() && random.nextInt(3) == 0 ? one(ODD) : one(WORDS);
    }

    private Pattern pattern() {
        return Pattern.of(some(() -> random.nextBoolean() ? "*" : word()).stream()
                .flatMapToInt(part -> part.equals("*") ? IntStream.of(Pattern.WILDCARD) : part.codePoints())
                .toArray());
    }

    private <T> List<T> some(Supplier<T> each) {
        return Stream.generate(each).limit(random.nextInt(4)).toList();
    }

    @SafeVarargs
    private <T> T one(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
