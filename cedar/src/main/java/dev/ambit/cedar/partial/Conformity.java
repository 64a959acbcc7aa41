package dev.ambit.cedar.partial;

import dev.ambit.cedar.partial.Knowledge.Exactly;
import dev.ambit.cedar.partial.Knowledge.SomeEntity;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.value.EntityUid;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What follows for the unknown from its conforming to a schema. Of types and actions the schema does not name, nothing
/// does.
///
/// @param schema none where it need not conform to any
record Conformity(Optional<Schema> schema) {
    static final Conformity NONE = new Conformity(Optional.empty());

    /// What is known of the variables of a request for an action that is known.
    Map<Root, Knowledge> roots(Map<Root, Knowledge> said) {
        var action = said.get(Root.ACTION) instanceof Exactly(EntityUid uid)
                ? action(uid)
                : Optional.<Schema.Action>empty();
        return action.map(found -> roots(said, found)).orElse(said);
    }

    private Optional<Schema.Action> action(EntityUid uid) {
        return schema.flatMap(types -> types.action(uid));
    }

    private static Map<Root, Knowledge> roots(Map<Root, Knowledge> said, Schema.Action action) {
        var known = new EnumMap<>(said);
        known.merge(Root.PRINCIPAL, ofTypes(action.principals()), Knowledge::and);
        known.merge(Root.RESOURCE, ofTypes(action.resources()), Knowledge::and);
        known.merge(Root.CONTEXT, Knowledge.of(action.context()), Knowledge::and);
        return known;
    }

    private static SomeEntity ofTypes(Set<String> types) {
        return types.size() == 1 ? SomeEntity.ofType(types.iterator().next()) : SomeEntity.ANY;
    }

    /// What is known of an attribute of an entity, where `lookup` is known already.
    Lookup attribute(String type, String name, Lookup lookup) {
        return entityType(type).map(found -> lookup.and(attribute(found.attributes(), name))).orElse(lookup);
    }

    /// Even an attribute that every entity of the type has is not there where the entity is not.
    private static Lookup attribute(Type.RecordOf type, String name) {
        var attribute = type.attributes().get(name);
        return attribute == null ? Lookup.Missing.ABSENT : new Lookup.Unknown(Knowledge.of(attribute.type()));
    }

    /// What is known of a tag of an entity, where `lookup` is known already.
    Lookup tag(String type, Lookup lookup) {
        return entityType(type).map(found -> lookup.and(tag(found))).orElse(lookup);
    }

    private static Lookup tag(Schema.EntityType type) {
        return type.tags().<Lookup>map(tag -> new Lookup.Unknown(Knowledge.of(tag))).orElse(Lookup.Missing.ABSENT);
    }

    /// Whether an entity is in `group`, where `membership` is known already.
    Membership membership(String type, EntityUid group, Membership membership) {
        var isImpossible = membership == Membership.UNKNOWN
                && entityType(type).isPresent()
                && schema.stream().noneMatch(types -> types.mayBeIn(type, group.type()));
        return isImpossible ? Membership.NO : membership;
    }

    private Optional<Schema.EntityType> entityType(String name) {
        return schema.flatMap(types -> types.entityType(name));
    }
}
