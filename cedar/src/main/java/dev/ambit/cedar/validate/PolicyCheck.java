package dev.ambit.cedar.validate;

import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.syntax.Scope;
import dev.ambit.cedar.validate.Inferred.Bool;
import dev.ambit.cedar.value.EntityUid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Finds what is wrong with one policy or template.
final class PolicyCheck {
    private final Vocabulary vocabulary;
    private final Policy policy;
    private final Excerpts excerpts;
    private final Shapes shapes = new Shapes();
    private final Collection<Environment> environments;
    private final List<Mistake> mistakes = new ArrayList<>();
    private boolean impossible = true;

    PolicyCheck(Vocabulary vocabulary, Policy policy) {
        this.vocabulary = vocabulary;
        this.policy = policy;
        this.excerpts = new Excerpts(policy.source());
        this.environments = new Scopes(vocabulary).environments(policy, roots(policy));
        checkHead();
        checkConditions();
    }

    /// Every mistake, in no order.
    List<Mistake> mistakes() {
        return mistakes;
    }

    /// Whether the policy is sound and yet lets no request through.
    Optional<Mistake> impossible() {
        return impossible && mistakes.isEmpty()
                ? Optional.of(new Futility(vocabulary, policy, excerpts, shapes).explain(environments))
                : Optional.empty();
    }

    private void checkHead() {
        new Names(vocabulary, mistakes::add).checkHead(policy);
        if (policy.action() instanceof Scope.InAny group) {
            checkActions(group);
        }
        if (environments.isEmpty() && mistakes.isEmpty()) {
            mistakes.add(new Application(new Scopes(vocabulary), policy).mistake());
        }
    }

    /// The set in `action in [a, b]` is one like any other: not empty, and all of one type.
    private void checkActions(Scope.InAny group) {
        var types = group.entities().stream().map(EntityUid::type).collect(Collectors.toCollection(TreeSet::new));
        if (types.isEmpty()) {
            mistakes.add(Wording.emptySet(group.span()));
        } else if (types.size() > 1) {
            mistakes.add(Wording.mixedActions(group.span(), types));
        }
    }

    private void checkConditions() {
        new Names(vocabulary, mistakes::add).checkConditions(policy);
        var gathered = new Gathered();
        for (var environment : environments) {
            var setting = new Setting(vocabulary, environment, shapes, new Wording(excerpts, environment),
                    mistake -> gathered.add(mistake, environment));
            impossible &= new Inference(setting, (_, _) -> {}).conditions(policy) == Bool.FALSE;
        }
        mistakes.addAll(gathered.amid(environments));
    }

    /// What the conditions read.
    private static Set<Root> roots(Policy policy) {
        var roots = EnumSet.noneOf(Root.class);
        Parts.forEach(policy, e -> {
            if (e instanceof Expr.Variable(var root, _)) {
                roots.add(root);
            }
        });
        return roots;
    }
}
