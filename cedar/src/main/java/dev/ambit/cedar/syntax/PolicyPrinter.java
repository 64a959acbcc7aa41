package dev.ambit.cedar.syntax;

import dev.ambit.cedar.syntax.Policy.Condition;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.value.Quoted;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Writes trees as Cedar text from which the same trees are read, with no parentheses that are not needed.
public final class PolicyPrinter {
    private static final Limits WIDEST = new Limits(Integer.MAX_VALUE, Limits.DEEPEST, Integer.MAX_VALUE,
            Integer.MAX_VALUE);

    private final StringBuilder out = new StringBuilder();
    private final ExpressionPrinter expressions = new ExpressionPrinter(out);

    private PolicyPrinter() {}

    /// The expression on one line.
    public static String print(Expr expr) {
        var printer = new PolicyPrinter();
        printer.expressions.print(expr);
        return printer.out.toString();
    }

    /// The policy or template as [PolicyFormatter] lays it out; its id is no part of the text.
    ///
    /// @throws IllegalArgumentException if no text can say it: it is higher than [Limits#DEEPEST], or a name in it is none
    public static String print(Policy policy) {
        return print(List.of(policy));
    }

    /// The policies and templates one below the other, as [PolicyFormatter] lays them out.
    ///
    /// @throws IllegalArgumentException if no text can say one: it is higher than [Limits#DEEPEST], or a name in it is none
    public static String print(Collection<Policy> policies) {
        var printer = new PolicyPrinter();
        policies.forEach(printer::policy);
        try {
            return PolicyFormatter.format(Source.of(printer.out.toString()), WIDEST, PolicyFormatter.WIDTH);
        } catch (InvalidInput unspeakable) {
            throw new IllegalArgumentException("a policy cannot be written as text", unspeakable);
        }
    }

    private void policy(Policy policy) {
        policy.annotations().forEach(this::annotation);
        out.append(policy.effect().word()).append('(');
        scope("principal", policy.principal());
        out.append(", ");
        scope("action", policy.action());
        out.append(", ");
        scope("resource", policy.resource());
        out.append(')');
        policy.conditions().forEach(this::condition);
        out.append(";\n");
    }

    private void annotation(String name, Optional<String> value) {
        out.append('@').append(name);
        value.ifPresent(text -> out.append('(').append(Quoted.string(text)).append(')'));
        out.append('\n');
    }

    private void scope(String variable, Scope scope) {
        out.append(variable);
        switch (scope) {
            case Scope.Any() -> {}
            case Scope.Equal(var entity) -> out.append(" == ").append(reference(entity));
            case Scope.In(var entity) -> out.append(" in ").append(reference(entity));
            case Scope.InAny(var entities, _) -> out.append(" in ").append(entities);
            case Scope.Is(var type, _) -> out.append(" is ").append(type);
            case Scope.IsIn(var type, _, var entity) -> out.append(" is ").append(type).append(" in ")
                    .append(reference(entity));
        }
    }

    private static String reference(Scope.Reference reference) {
        return switch (reference) {
            case Scope.Known known -> known.uid().toString();
            case Scope.Slot slot -> "?" + slot.root().word();
        };
    }

    private void condition(Condition condition) {
        out.append(' ').append(condition.kind().word()).append(" { ");
        expressions.print(condition.body());
        out.append(" }");
    }
}
