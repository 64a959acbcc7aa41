package dev.ambit.cedar.syntax;

import dev.ambit.cedar.syntax.Expr.BinaryOperator;
import dev.ambit.cedar.syntax.Expr.UnaryOperator;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.Quoted;
import java.util.List;
import java.util.Map;

/// Writes expressions on one line, with no parentheses but those without which another tree would be read.
final class ExpressionPrinter {
    private static final int MOST_PREFIXES = 4;

    private final StringBuilder out;

    ExpressionPrinter(StringBuilder out) {
        this.out = out;
    }

    void print(Expr expr) {
        switch (expr) {
            case Expr.Literal literal -> out.append(literal.value());
            case Expr.Variable variable -> out.append(variable.root().word());
            case Expr.Unary unary -> unary(unary);
            case Expr.Binary binary -> binary(binary);
            case Expr.If choice -> choice(choice);
            case Expr.Attribute attribute -> attribute(attribute);
            case Expr.Has has -> has(has);
            case Expr.Like like -> relation(like.of(), "like", like.pattern().toString());
            case Expr.Is is -> relation(is.of(), "is", is.type());
            case Expr.IsIn isIn -> isIn(isIn);
            case Expr.SetOf set -> list('[', set.members(), ']');
            case Expr.RecordOf record -> record(record.attributes());
            case Expr.Call call -> call(call);
        }
    }

    /// Prints `expr` where an operator wants it to hold together at least as tightly as `wanted`.
    private void print(Expr expr, Binding wanted) {
        if (Binding.of(expr).holds(wanted)) {
            print(expr);
        } else {
            parenthesized(expr);
        }
    }

    private void parenthesized(Expr expr) {
        out.append('(');
        print(expr);
        out.append(')');
    }

    private void unary(Expr.Unary unary) {
        if (unary.operator() == UnaryOperator.IS_EMPTY) {
            method(unary.operand(), unary.operator().word(), List.of());
            return;
        }
        Expr operand = unary;
        for (var count = 0; count < MOST_PREFIXES && isPrefixed(operand, unary.operator()); count++) {
            out.append(unary.operator().word());
            operand = ((Expr.Unary) operand).operand();
        }
        prefixed(operand);
    }

    private static boolean isPrefixed(Expr expr, UnaryOperator operator) {
        return expr instanceof Expr.Unary unary && unary.operator() == operator;
    }

    /// A number behind a minus would become one literal with it.
    private void prefixed(Expr operand) {
        if (operand instanceof Expr.Literal(LongValue _, _)) {
            parenthesized(operand);
        } else {
            print(operand, Binding.OPERAND);
        }
    }

    private void binary(Expr.Binary binary) {
        var operator = binary.operator();
        if (operator.isMethod()) {
            method(binary.left(), operator.word(), List.of(binary.right()));
            return;
        }
        var binding = Binding.of(operator);
        print(binary.left(), binding == Binding.RELATION ? binding.tighter() : binding);
        word(operator.word());
        print(binary.right(), binding.tighter());
    }

    private void word(String word) {
        out.append(' ').append(word).append(' ');
    }

    private void choice(Expr.If choice) {
        out.append("if ");
        print(choice.condition());
        word("then");
        print(choice.then());
        word("else");
        print(choice.otherwise());
    }

    private void attribute(Expr.Attribute attribute) {
        print(attribute.of(), Binding.OPERAND);
        if (Words.isName(attribute.name())) {
            out.append('.').append(attribute.name());
        } else {
            out.append('[').append(Quoted.string(attribute.name())).append(']');
        }
    }

    private void relation(Expr left, String word, String right) {
        print(left, Binding.SUM);
        word(word);
        out.append(right);
    }

    private void has(Expr.Has has) {
        var path = has.path();
        relation(has.of(), "has", path.size() == 1 ? key(path.getFirst()) : String.join(".", path));
    }

    private void isIn(Expr.IsIn isIn) {
        relation(isIn.of(), "is", isIn.type());
        word("in");
        print(isIn.group(), Binding.SUM);
    }

    private void list(char open, List<Expr> members, char close) {
        out.append(open);
        var separator = "";
        for (var member : members) {
            out.append(separator);
            print(member);
            separator = ", ";
        }
        out.append(close);
    }

    private void record(Map<String, Expr> attributes) {
        out.append('{');
        var separator = "";
        for (var attribute : attributes.entrySet()) {
            out.append(separator).append(key(attribute.getKey())).append(": ");
            print(attribute.getValue());
            separator = ", ";
        }
        out.append('}');
    }

    private static String key(String name) {
        return Words.isName(name) ? name : Quoted.string(name);
    }

    private void call(Expr.Call call) {
        var arguments = call.arguments();
        if (call.function().style() == Expr.Function.Style.METHOD) {
            method(arguments.getFirst(), call.function().word(), arguments.subList(1, arguments.size()));
        } else {
            out.append(call.function().word());
            list('(', arguments, ')');
        }
    }

    private void method(Expr receiver, String name, List<Expr> arguments) {
        print(receiver, Binding.OPERAND);
        out.append('.').append(name);
        list('(', arguments, ')');
    }
}
