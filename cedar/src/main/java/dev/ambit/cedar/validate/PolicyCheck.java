package dev.ambit.cedar.validate;

import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.syntax.Scope;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.validate.Inferred.Bool;
import dev.ambit.cedar.value.EntityUid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Finds what is wrong with one policy or template.
final class PolicyCheck {
    /// Most pairs of a mistake and an environment for which it is found out whether the one can happen in the other.
    private static final int MOST_TRACED = 100_000;

    private final Vocabulary vocabulary;
    private final Policy policy;
    private final Excerpts excerpts;
    private final Shapes shapes = new Shapes();
    private final Questions questions = new Questions();
    private final Set<Root> roots;
    private final Collection<Environment> environments;
    private final List<Mistake> mistakes = new ArrayList<>();
    private boolean impossible = true;

    PolicyCheck(Vocabulary vocabulary, Policy policy) {
        this.vocabulary = vocabulary;
        this.policy = policy;
        this.excerpts = new Excerpts(policy.source());
        this.roots = roots(policy);
        this.environments = new Scopes(vocabulary).environments(policy, roots);
        checkHead();
        checkConditions();
    }

    /// Every mistake, in no order.
    List<Mistake> mistakes() {
        return mistakes;
    }

    /// A policy that is sound and yet lets no request through.
    private Optional<Mistake> impossible() {
        return impossible && mistakes.isEmpty()
                ? Optional.of(new Futility(vocabulary, policy, excerpts, shapes).explain(environments))
                : Optional.empty();
    }

    /// What is sound but hardly meant.
    List<Mistake> doubts() {
        var doubts = new ArrayList<Mistake>();
        impossible().ifPresent(doubts::add);
        questions.futile().forEach(absence -> doubts.add(absent(absence)));
        new Disguises(doubts::add).check(policy);
        return doubts;
    }

    private Mistake absent(Questions.Absence absence) {
        var known = vocabulary.fields(absence.of()).keySet();
        return Wording.absent(absence, excerpts.of(absence.question()), vocabulary.nearestAttribute(absence.name(),
                known));
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
            mistakes.add(Wording.noActions(group.span()));
        } else if (types.size() > 1) {
            mistakes.add(Wording.mixedActions(group.span(), types));
        }
    }

    private void checkConditions() {
        new Names(vocabulary, mistakes::add).checkConditions(policy);
        var gathered = new Gathered(roots);
        for (var environment : environments) {
            var truth = infer(environment, mistake -> gathered.add(mistake, environment), (_, _) -> {});
            impossible &= truth == Bool.FALSE;
        }
        var reaching = reaching(gathered.places());
        mistakes.addAll(gathered.amid(place -> reaching.getOrDefault(place, environments)));
    }

    /// The environments in which an evaluation gets to each of `places`, where there are not too many of both.
    private Map<Span, Collection<Environment>> reaching(Set<Span> places) {
        var reaching = new HashMap<Span, Collection<Environment>>();
        if (places.isEmpty() || (long) places.size() * environments.size() > MOST_TRACED) {
            return reaching;
        }
        for (var environment : environments) {
            infer(environment, _ -> {}, (e, _) -> {
                if (places.contains(e.span())) {
                    reaching.computeIfAbsent(e.span(), _ -> new LinkedHashSet<>()).add(environment);
                }
            });
        }
        return reaching;
    }

    private Bool infer(Environment environment, Consumer<Mistake> told, BiConsumer<Expr, Inferred> facts) {
        var wording = new Wording(excerpts, environment);
        var setting = new Setting(vocabulary, environment, shapes, wording, questions, told);
        return new Inference(setting, facts).conditions(policy);
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
