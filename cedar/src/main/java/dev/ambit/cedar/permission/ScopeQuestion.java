package dev.ambit.cedar.permission;

import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.partial.Facts;
import dev.ambit.cedar.partial.Knowledge;
import dev.ambit.cedar.partial.Knowledge.SomeEntity;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.value.EntityUid;
import java.util.List;
import java.util.Optional;

/// What a [SymbolicScope] is asked for.
///
/// @param facts   what is known of entities, the principal and the context
/// @param targets what might be done
/// @param within  only resources that are in this, or are this
public record ScopeQuestion(EntityUid principal, Facts facts, List<Target> targets, Optional<EntityUid> within) {

    public ScopeQuestion {
        facts = facts.is(Root.PRINCIPAL, principal);
        targets = List.copyOf(targets);
    }

    /// Everything that `principal` may do where nothing is known of resource and context but what `schema` says.
    public static ScopeQuestion of(EntityUid principal, Entities entities, Schema schema) {
        var facts = Facts.NOTHING.entities(entities).conformingTo(schema);
        return new ScopeQuestion(principal, facts, Target.of(schema, principal.type()), Optional.empty());
    }

    /// Only on resources that are in `group` or are `group`.
    public ScopeQuestion within(EntityUid group) {
        return new ScopeQuestion(principal, facts, targets, Optional.of(group));
    }

    /// Where this is known of the context.
    ///
    /// @throws IllegalArgumentException where `context` is not known to be a record
    public ScopeQuestion given(Knowledge context) {
        return new ScopeQuestion(principal, facts.context(context), targets, within);
    }

    /// Only this.
    public ScopeQuestion about(List<Target> some) {
        return new ScopeQuestion(principal, facts, some, within);
    }

    Facts facts(Target target) {
        var resource = SomeEntity.ofType(target.resourceType());
        return facts.is(Root.ACTION, target.action()).is(Root.RESOURCE, within.map(resource::in).orElse(resource));
    }
}
