package dev.ambit.cedar.permission;

import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.authorize.Response.Decision;
import dev.ambit.cedar.engine.CompiledPolicies;
import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.partial.Facts;
import dev.ambit.cedar.partial.Knowledge.Exactly;
import dev.ambit.cedar.partial.Knowledge.SomeEntity;
import dev.ambit.cedar.partial.PartialEvaluation;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.syntax.PolicySet;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.RecordValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/// Answers which actions, resources or principals a request may have and be allowed. Immutable and safe to share.
///
/// Where there are more candidates than policies, the policies are looked at once with the thing asked for unknown, and
/// candidates are tried on what remains of them. Fewer candidates are tried on all policies, through their index. Either
/// way an answer takes no time for each pair of them. Make one and ask it often: the policies are compiled for it.
public final class Permissions {
    private final PolicySet policies;
    private final CompiledPolicies compiled;
    private final Entities entities;
    private final Facts facts;
    private final Map<String, List<EntityUid>> byType = new HashMap<>();

    private Permissions(PolicySet policies, Entities entities) {
        this.policies = policies;
        this.compiled = CompiledPolicies.compile(policies);
        this.entities = entities;
        this.facts = Facts.NOTHING.entities(entities);
        entities.names().forEach(uid -> byType.computeIfAbsent(uid.type(), _ -> new ArrayList<>()).add(uid));
    }

    /// @param entities also the candidates, where all entities of a type are asked for
    public static Permissions of(PolicySet policies, Entities entities) {
        return new Permissions(policies, entities);
    }

    /// The actions, of those given, that `principal` may do on `resource`.
    public SortedSet<EntityUid> permittedActions(
            EntityUid principal, EntityUid resource, RecordValue context, Collection<EntityUid> actions) {
        var known = facts.is(Root.PRINCIPAL, principal).is(Root.RESOURCE, resource);
        return permitted(known, context, actions, action -> new Request(principal, action, resource, context));
    }

    /// The actions that `principal` may do on `resource`, of those that `schema` applies to their types.
    public SortedSet<EntityUid> permittedActions(
            EntityUid principal, EntityUid resource, RecordValue context, Schema schema) {
        var applicable = schema.actions().values().stream()
                .filter(action -> action.principals().contains(principal.type()))
                .filter(action -> action.resources().contains(resource.type()))
                .map(Schema.Action::uid)
                .toList();
        return permittedActions(principal, resource, context, applicable);
    }

    /// The entities of `type` that `principal` may do `action` on.
    public SortedSet<EntityUid> permittedResources(
            EntityUid principal, EntityUid action, String type, RecordValue context) {
        var known = facts.is(Root.PRINCIPAL, principal)
                .is(Root.ACTION, action)
                .is(Root.RESOURCE, SomeEntity.ofType(type));
        return permitted(known, context, ofType(type), resource -> new Request(principal, action, resource, context));
    }

    /// The entities of `type` that may do `action` on `resource`.
    public SortedSet<EntityUid> permittedPrincipals(
            String type, EntityUid action, EntityUid resource, RecordValue context) {
        var known = facts.is(Root.PRINCIPAL, SomeEntity.ofType(type))
                .is(Root.ACTION, action)
                .is(Root.RESOURCE, resource);
        return permitted(known, context, ofType(type), principal -> new Request(principal, action, resource, context));
    }

    private List<EntityUid> ofType(String type) {
        return byType.getOrDefault(type, List.of());
    }

    private SortedSet<EntityUid> permitted(
            Facts known, RecordValue context, Collection<EntityUid> candidates, Function<EntityUid, Request> with) {
        if (candidates.size() <= compiled.size()) {
            return allowed(compiled, candidates, with);
        }
        var found = PartialEvaluation.decide(policies, known.context(new Exactly(context)));
        return found.decision()
                .map(decision -> sorted(decision == Decision.ALLOW ? candidates : List.of()))
                .orElseGet(() -> allowed(CompiledPolicies.compile(found.rest()), candidates, with));
    }

    private SortedSet<EntityUid> allowed(
            CompiledPolicies by, Collection<EntityUid> candidates, Function<EntityUid, Request> with) {
        var evaluation = by.evaluation();
        return sorted(candidates.stream()
                .filter(candidate -> evaluation.decide(with.apply(candidate), entities) == Decision.ALLOW)
                .toList());
    }

    private static SortedSet<EntityUid> sorted(Collection<EntityUid> uids) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(uids));
    }
}
