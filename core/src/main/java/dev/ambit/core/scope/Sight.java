package dev.ambit.core.scope;

import dev.ambit.cedar.authorize.Response.Decision;
import dev.ambit.cedar.partial.Case;
import dev.ambit.cedar.partial.Facts;
import dev.ambit.cedar.partial.Knowledge.SomeEntity;
import dev.ambit.cedar.partial.Lookup;
import dev.ambit.cedar.partial.PartialEvaluation;
import dev.ambit.cedar.permission.SymbolicScope;
import dev.ambit.cedar.permission.SymbolicScope.Permission;
import dev.ambit.cedar.permission.Target;
import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.syntax.PolicySet;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.decision.TaskQuestion;
import dev.ambit.core.policy.About;
import dev.ambit.core.policy.Condition;
import dev.ambit.core.policy.Profile;
import dev.ambit.core.signal.Signal;
import dev.ambit.core.signal.Standing;
import dev.ambit.core.state.State;
import dev.ambit.core.task.Task;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The policies of one profile, seen with as much as is known: the organisation's entities and who asks, and, of a task,
/// its inputs, and, of an instant, the signals. What the call says is never known, but that it fits the schema.
final class Sight {
    private static final List<String> INPUTS = List.of("task", "inputs");
    private static final String SIGNALS = "signals";

    private final EntityUid principal;
    private final PolicySet policies;
    private final Facts facts;
    private final Map<Target, PolicySet> rests = new HashMap<>();

    private Sight(EntityUid principal, Profile profile, Facts facts) {
        this.principal = principal;
        this.policies = profile.rules().text();
        this.facts = facts;
    }

    /// Of a task that might be opened, at any time.
    static Sight ofAnyTask(State state, EntityUid principal, Profile profile) {
        return new Sight(principal, profile, Facts.NOTHING.entities(state.release().entities()).conformingTo(profile
                .schema()).is(Root.PRINCIPAL, principal));
    }

    /// Of `task`, at any time.
    static Sight of(State state, Task task, Profile profile) {
        return new Sight(task.principal(), profile, ofAnyTask(state, task.principal(), profile).facts.context(INPUTS,
                Lookup.found(task.inputs())));
    }

    /// Of `task`, with the signals as they are at `now`; those about a resource are not known before there is one.
    static Sight of(State state, Task task, Profile profile, Instant now) {
        var question = new TaskQuestion(state, task, profile, now);
        var facts = of(state, task, profile).facts;
        for (var i = 0; i < profile.signals().size(); i++) {
            var read = profile.signals().get(i);
            if (read.about() != About.Asked.RESOURCE) {
                facts = facts.context(List.of(SIGNALS, read.name()), lookup(read.signal(), question.standing(i)));
            }
        }
        return new Sight(task.principal(), profile, facts);
    }

    /// What is sensitive is known to be there and no more: conditions would show it.
    private static Lookup lookup(Signal signal, Standing standing) {
        return switch (standing) {
            case Standing.Known(var value, _, _) -> signal.isSensitive()
                    ? Lookup.of(new Type.Attribute(signal.value(), true))
                    : Lookup.found(value);
            case Standing.KnownAbsent _,Standing.Unknown _ -> Lookup.Missing.ABSENT;
        };
    }

    /// Everything that `profile` knows for such a principal and `question` asks about.
    static List<Target> targets(ScopeQuestion question, Profile profile) {
        return Target.of(profile.schema(), question.principal().uid().type()).stream()
                .filter(target -> !target.action().equals(Condition.ACTION))
                .filter(question::isAbout)
                .toList();
    }

    /// The cases in which `policy` is satisfied when this is asked.
    List<Case> cases(Policy policy, EntityUid action, EntityUid resource) {
        return PartialEvaluation.cases(policy, facts.is(Root.ACTION, action).is(Root.RESOURCE, resource));
    }

    /// Those of `targets` that may be permitted at all, each with its conditions.
    List<Permission> permissions(List<Target> targets) {
        return SymbolicScope.of(policies, new dev.ambit.cedar.permission.ScopeQuestion(principal, facts, targets,
                Optional.empty())).permissions();
    }

    /// Whether the policies may permit this on `resource`, whatever is not known.
    boolean mayPermit(Target target, EntityUid resource) {
        var rest = rests.computeIfAbsent(target, this::rest);
        var known = facts.is(Root.ACTION, target.action()).is(Root.RESOURCE, resource);
        return PartialEvaluation.decide(rest, known).decision().filter(Decision.DENY::equals).isEmpty();
    }

    /// What is left to be asked about single resources.
    private PolicySet rest(Target target) {
        return PartialEvaluation.decide(policies, facts.is(Root.ACTION, target.action()).is(Root.RESOURCE, SomeEntity
                .ofType(target.resourceType()))).rest();
    }
}
