package dev.ambit.cedar.validate;

import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.syntax.Scope;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// Says why the head of a policy fits no request that the schema allows.
final class Application {
    private final Scopes scopes;
    private final Policy policy;
    private final List<Schema.Action> actions;

    /// @param policy one that [Scopes] finds no environment for
    Application(Scopes scopes, Policy policy) {
        this.scopes = scopes;
        this.policy = policy;
        this.actions = scopes.actions(policy.action());
    }

    Mistake mistake() {
        if (actions.stream().noneMatch(Application::isAsked)) {
            return mistake(Root.ACTION, "fits no request: the schema applies it to nothing")
                    .help(members());
        }
        return unfit(Root.PRINCIPAL, Schema.Action::principals)
                .or(() -> unfit(Root.RESOURCE, Schema.Action::resources))
                .orElseGet(() -> mistake(Root.RESOURCE, "fits no request together with `%s`: no action applies to both"
                        .formatted(Heads.text(policy, Root.PRINCIPAL))));
    }

    private Optional<Mistake> unfit(Root root, Function<Schema.Action, Set<String>> types) {
        var applicable = new TreeSet<String>();
        actions.forEach(action -> applicable.addAll(types.apply(action)));
        var scope = Heads.scope(policy, root);
        if (applicable.stream().anyMatch(type -> scopes.admitsType(scope, type))) {
            return Optional.empty();
        }
        var whose = actions.size() == 1 ? "`%s`".formatted(actions.getFirst().uid()) : "these actions";
        var rule = "fits no request: the %s of %s is %s".formatted(root.word(), whose, Wording.either(applicable));
        return Optional.of(mistake(root, rule).help(members(root, scope, applicable)));
    }

    private static boolean isAsked(Schema.Action action) {
        return !action.principals().isEmpty() && !action.resources().isEmpty();
    }

    /// A group named where its members are meant is the most common reason.
    private Optional<String> members() {
        return policy.action() instanceof Scope.Equal(Scope.Known group)
                && scopes.actions(new Scope.In(group)).stream().anyMatch(Application::isAsked)
                        ? Optional.of("Write `action in %s` for the actions in it".formatted(group.uid()))
                        : Optional.empty();
    }

    private Optional<String> members(Root root, Scope scope, Set<String> applicable) {
        if (scope instanceof Scope.Equal(Scope.Known group)) {
            var members = new Scope.In(group);
            return applicable.stream().anyMatch(type -> scopes.admitsType(members, type))
                    ? Optional.of("Write `%s in %s` for what is in it".formatted(root.word(), group.uid()))
                    : Optional.empty();
        }
        return Optional.empty();
    }

    private Mistake mistake(Root root, String rule) {
        return new Mistake("no-applicable-action", Heads.span(policy, root),
                "`%s` %s".formatted(Heads.text(policy, root), rule));
    }
}
