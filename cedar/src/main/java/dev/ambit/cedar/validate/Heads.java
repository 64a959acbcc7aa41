package dev.ambit.cedar.validate;

import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.syntax.Scope;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.value.EntityUid;
import java.util.stream.Collectors;

/// The head of a policy as messages quote it.
final class Heads {
    private Heads() {}

    static Scope scope(Policy policy, Root root) {
        return switch (root) {
            case PRINCIPAL -> policy.principal();
            case ACTION -> policy.action();
            case RESOURCE -> policy.resource();
            case CONTEXT -> throw new IllegalArgumentException("the head of a policy says nothing about the context");
        };
    }

    static String text(Policy policy, Root root) {
        var word = root.word();
        return switch (scope(policy, root)) {
            case Scope.Any() -> word;
            case Scope.Equal(var entity) -> word + " == " + text(entity);
            case Scope.In(var entity) -> word + " in " + text(entity);
            case Scope.InAny(var entities, _) -> entities.stream()
                    .map(EntityUid::toString)
                    .collect(Collectors.joining(", ", word + " in [", "]"));
            case Scope.Is(var type, _) -> word + " is " + type;
            case Scope.IsIn(var type, _, var entity) -> word + " is " + type + " in " + text(entity);
        };
    }

    private static String text(Scope.Reference entity) {
        return switch (entity) {
            case Scope.Known(var uid, _) -> uid.toString();
            case Scope.Slot(var root, _) -> "?" + root.word();
        };
    }

    /// Where the head speaks about `root`; the whole policy where it says nothing of it.
    static Span span(Policy policy, Root root) {
        return switch (scope(policy, root)) {
            case Scope.Any() -> policy.span();
            case Scope.Equal(var entity) -> entity.span();
            case Scope.In(var entity) -> entity.span();
            case Scope.InAny(_, var span) -> span;
            case Scope.Is(_, var span) -> span;
            case Scope.IsIn(_, var span, var entity) -> span.to(entity.span());
        };
    }
}
