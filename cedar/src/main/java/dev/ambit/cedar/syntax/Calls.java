package dev.ambit.cedar.syntax;

import static dev.ambit.cedar.text.Diagnostic.cut;

import dev.ambit.cedar.syntax.Expr.BinaryOperator;
import dev.ambit.cedar.syntax.Expr.Function;
import dev.ambit.cedar.syntax.Expr.UnaryOperator;
import dev.ambit.cedar.text.Span;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The functions and methods Cedar has, and what a call of one means.
/// How many arguments a function of an extension type takes is looked at only when it is evaluated or validated, as the
/// language has it.
final class Calls {
    private static final String IS_EMPTY = UnaryOperator.IS_EMPTY.word();

    /// The methods of the language itself that take one argument.
    private static final Map<String, BinaryOperator> OPERATORS = Arrays.stream(BinaryOperator.values())
            .filter(BinaryOperator::isMethod)
            .collect(Collectors.toUnmodifiableMap(BinaryOperator::word, operator -> operator));

    private static final Map<String, Function> FUNCTIONS = named(Function.Style.FUNCTION);
    private static final Map<String, Function> METHODS = named(Function.Style.METHOD);

    private final Complaints complaints;

    Calls(Complaints complaints) {
        this.complaints = complaints;
    }

    private static Map<String, Function> named(Function.Style style) {
        return Arrays.stream(Function.values())
                .filter(function -> function.style() == style)
                .collect(Collectors.toUnmodifiableMap(Function::word, function -> function));
    }

    /// The function or method of an extension type that has this name.
    static Optional<Function> extension(String name) {
        return Optional.ofNullable(FUNCTIONS.getOrDefault(name, METHODS.get(name)));
    }

    /// The names of all functions and methods of extension types.
    static List<String> extensionWords() {
        return Arrays.stream(Function.values()).map(Function::word).toList();
    }

    /// Reads `name(arguments)`.
    ///
    /// @param named where the name stands
    Optional<Expr> function(String name, Span named, List<Expr> arguments, Span span) {
        var function = FUNCTIONS.get(name);
        if (function == null) {
            noFunction(name, named);
            return Optional.empty();
        }
        return Optional.of(new Expr.Call(function, arguments, span));
    }

    /// Reads `receiver.name(arguments)`.
    ///
    /// @param named where the name stands
    Optional<Expr> method(Expr receiver, String name, Span named, List<Expr> arguments, Span span) {
        var operator = OPERATORS.get(name);
        if (operator != null) {
            return takes(1, name, named, arguments)
                    ? Optional.of(new Expr.Binary(operator, receiver, arguments.getFirst(), span))
                    : Optional.empty();
        }
        if (name.equals(IS_EMPTY)) {
            return takes(0, name, named, arguments)
                    ? Optional.of(new Expr.Unary(UnaryOperator.IS_EMPTY, receiver, span))
                    : Optional.empty();
        }
        var method = METHODS.get(name);
        if (method == null) {
            noMethod(name, named);
            return Optional.empty();
        }
        var all = Stream.concat(Stream.of(receiver), arguments.stream()).toList();
        return Optional.of(new Expr.Call(method, all, span));
    }

    private boolean takes(int count, String name, Span named, List<Expr> arguments) {
        if (arguments.size() == count) {
            return true;
        }
        complaints.add("arity", named, "method `%s` takes %s, found %d".formatted(cut(name),
                count == 0 ? "no argument" : "one argument", arguments.size()));
        return false;
    }

    private void noFunction(String name, Span named) {
        if (isMethod(name)) {
            complaints.add("method-as-function", named, "`%s` is a method, not a function".formatted(cut(name)),
                    "Call it on a value: `value.%s(…)`".formatted(cut(name)));
        } else {
            complaints.add("unknown-function", named, "`%s` is no function".formatted(cut(name)),
                    Hints.function(name, FUNCTIONS.keySet()));
        }
    }

    private void noMethod(String name, Span named) {
        if (FUNCTIONS.containsKey(name)) {
            complaints.add("function-as-method", named, "`%s` is a function, not a method".formatted(cut(name)),
                    "Write the value between the parentheses: `%s(value)`".formatted(cut(name)));
        } else {
            complaints.add("unknown-method", named, "`%s` is no method".formatted(cut(name)),
                    Hints.method(name, methods().toList()));
        }
    }

    private static boolean isMethod(String name) {
        return methods().anyMatch(name::equals);
    }

    private static Stream<String> methods() {
        return Stream.of(OPERATORS.keySet().stream(), Stream.of(IS_EMPTY), METHODS.keySet().stream())
                .flatMap(names -> names);
    }
}
