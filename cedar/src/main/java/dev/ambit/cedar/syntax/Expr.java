package dev.ambit.cedar.syntax;

import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.value.Value;
import java.util.List;
import java.util.Map;

/// A Cedar expression as it was written.
///
/// Two expressions are equal only if they also stand at the same place of their source; to compare meaning, compare
/// their JSON form.
public sealed interface Expr {

    /// Where the expression stands in the source of its policy.
    Span span();

    /// The expressions this one is directly made of, in the order written.
    default List<Expr> children() {
        return switch (this) {
            case Literal _,Variable _ -> List.of();
            case Unary unary -> List.of(unary.operand());
            case Binary binary -> List.of(binary.left(), binary.right());
            case If choice -> List.of(choice.condition(), choice.then(), choice.otherwise());
            case Attribute attribute -> List.of(attribute.of());
            case Has has -> List.of(has.of());
            case Like like -> List.of(like.of());
            case Is is -> List.of(is.of());
            case IsIn isIn -> List.of(isIn.of(), isIn.group());
            case SetOf set -> set.members();
            case RecordOf record -> List.copyOf(record.attributes().values());
            case Call call -> call.arguments();
        };
    }

    /// A boolean, integer, string or entity.
    record Literal(Value value, Span span) implements Expr {}

    /// `principal`, `action`, `resource` or `context`.
    record Variable(Root root, Span span) implements Expr {}

    /// `!operand` or `-operand`.
    record Unary(UnaryOperator operator, Expr operand, Span span) implements Expr {}

    /// Two operands and an operator between them, or a method with one argument such as `left.contains(right)`.
    /// `&&` and `||` look at the right operand only where the left one does not decide.
    record Binary(BinaryOperator operator, Expr left, Expr right, Span span) implements Expr {}

    /// `if condition then then else otherwise`.
    record If(Expr condition, Expr then, Expr otherwise, Span span) implements Expr {}

    /// `of.name` or `of["name"]`.
    record Attribute(Expr of, String name, Span span) implements Expr {}

    /// `of has a`, `of has "a"`, or `of has a.b.c`, which asks whether each step of the path is there.
    ///
    /// @param path one name, or several that need no quotes
    record Has(Expr of, List<String> path, Span span) implements Expr {
        public Has {
            path = List.copyOf(path);
            if (path.isEmpty() || path.size() > 1 && !path.stream().allMatch(Words::isName)) {
                throw new IllegalArgumentException("`has` takes one name or several identifiers, found %s".formatted(
                        path));
            }
        }
    }

    /// `of like "pattern"`.
    record Like(Expr of, Pattern pattern, Span span) implements Expr {}

    /// `of is Type`.
    record Is(Expr of, String type, Span span) implements Expr {}

    /// `of is Type in group`.
    record IsIn(Expr of, String type, Expr group, Span span) implements Expr {}

    /// `[a, b, …]`.
    record SetOf(List<Expr> members, Span span) implements Expr {
        public SetOf {
            members = List.copyOf(members);
        }
    }

    /// `{a: 1, "b": 2}`, in the order written.
    record RecordOf(Map<String, Expr> attributes, Span span) implements Expr {
        public RecordOf {
            attributes = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(attributes));
        }
    }

    /// A call of an extension function or method, with as many arguments as were written: `ip("::1")`, `a.isInRange(b)`. Of a method, the receiver is the first
    /// argument.
    record Call(Function function, List<Expr> arguments, Span span) implements Expr {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /// What a request binds.
    enum Root {
        PRINCIPAL,
        ACTION,
        RESOURCE,
        CONTEXT;

        /// The variable as it is written.
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /// Operators and methods with one operand.
    enum UnaryOperator {
        NOT("!"),
        NEGATE("-"),
        IS_EMPTY("isEmpty");

        private final String word;

        UnaryOperator(String word) {
            this.word = word;
        }

        /// The operator or method as it is written.
        public String word() {
            return word;
        }
    }

    /// Operators and methods with two operands.
    enum BinaryOperator {
        AND("&&"),
        OR("||"),
        EQUAL("=="),
        NOT_EQUAL("!="),
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">="),
        IN("in"),
        ADD("+"),
        SUBTRACT("-"),
        MULTIPLY("*"),
        CONTAINS("contains"),
        CONTAINS_ALL("containsAll"),
        CONTAINS_ANY("containsAny"),
        HAS_TAG("hasTag"),
        GET_TAG("getTag");

        private final String word;

        BinaryOperator(String word) {
            this.word = word;
        }

        /// The operator or method as it is written, in policies and in JSON.
        public String word() {
            return word;
        }

        /// Whether it is written `left.word(right)`.
        public boolean isMethod() {
            return switch (this) {
                case CONTAINS, CONTAINS_ALL, CONTAINS_ANY, HAS_TAG, GET_TAG -> true;
                case AND, OR, EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, IN, ADD, SUBTRACT,
                        MULTIPLY -> false;
            };
        }
    }

    /// The functions and methods of the extension types.
    enum Function {
        DECIMAL("decimal", Style.FUNCTION, 1),
        LESS_THAN("lessThan", Style.METHOD, 2),
        LESS_THAN_OR_EQUAL("lessThanOrEqual", Style.METHOD, 2),
        GREATER_THAN("greaterThan", Style.METHOD, 2),
        GREATER_THAN_OR_EQUAL("greaterThanOrEqual", Style.METHOD, 2),
        IP("ip", Style.FUNCTION, 1),
        IS_IPV4("isIpv4", Style.METHOD, 1),
        IS_IPV6("isIpv6", Style.METHOD, 1),
        IS_LOOPBACK("isLoopback", Style.METHOD, 1),
        IS_MULTICAST("isMulticast", Style.METHOD, 1),
        IS_IN_RANGE("isInRange", Style.METHOD, 2),
        DATETIME("datetime", Style.FUNCTION, 1),
        OFFSET("offset", Style.METHOD, 2),
        DURATION_SINCE("durationSince", Style.METHOD, 2),
        TO_DATE("toDate", Style.METHOD, 1),
        TO_TIME("toTime", Style.METHOD, 1),
        DURATION("duration", Style.FUNCTION, 1),
        TO_MILLISECONDS("toMilliseconds", Style.METHOD, 1),
        TO_SECONDS("toSeconds", Style.METHOD, 1),
        TO_MINUTES("toMinutes", Style.METHOD, 1),
        TO_HOURS("toHours", Style.METHOD, 1),
        TO_DAYS("toDays", Style.METHOD, 1);

        public enum Style {
            FUNCTION,
            METHOD
        }

        private final String word;
        private final Style style;
        private final int arity;

        Function(String word, Style style, int arity) {
            this.word = word;
            this.style = style;
            this.arity = arity;
        }

        /// The name as it is written in policies and in JSON.
        public String word() {
            return word;
        }

        public Style style() {
            return style;
        }

        /// How many arguments it takes, the receiver of a method included.
        public int arity() {
            return arity;
        }
    }
}
