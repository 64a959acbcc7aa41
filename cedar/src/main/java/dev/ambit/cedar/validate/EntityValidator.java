package dev.ambit.cedar.validate;

import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.entity.Entity;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.value.EntityUid;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Checks entities against a schema: their types are declared, they have the attributes, tags and groups their type may
/// have, and actions are as the schema declares them. Immutable and safe to share.
public final class EntityValidator {
    private final Schema schema;

    public EntityValidator(Schema schema) {
        this.schema = schema;
    }

    /// Everything in `entities` that the schema does not allow, up to a hundred violations; nothing for valid ones.
    public List<Violation> validate(Entities entities) {
        var violations = new Violations();
        for (var entity : entities.all()) {
            if (violations.isFull()) {
                break;
            }
            if (entity.uid().isAction()) {
                checkAction(entity, entities, violations);
            } else {
                check(entity, violations);
            }
        }
        return violations.all();
    }

    private void check(Entity entity, Violations violations) {
        var uid = entity.uid();
        var subject = Subject.of(uid);
        var type = schema.entityType(uid.type());
        if (type.isEmpty()) {
            violations.misspelt("unknown-entity-type", subject, "the type of entity `%s` is not in the schema"
                    .formatted(uid), uid.type(), schema.entityTypes().keySet());
            return;
        }
        var conformance = new Conformance(schema, violations);
        conformance.checkName(uid, subject);
        conformance.check(entity.attributes(), type.get().attributes(), subject);
        checkTags(entity, type.get().tags(), conformance, violations);
        checkParents(entity, conformance, violations);
    }

    private static void checkTags(
            Entity entity, Optional<Type> type, Conformance conformance, Violations violations) {
        if (entity.tags().size() == 0) {
            return;
        }
        if (type.isEmpty()) {
            violations.add("no-tags", Subject.of(entity.uid()), "entity `%s` has tags, but `%s` has none in the schema"
                    .formatted(entity.uid(), entity.uid().type()));
            return;
        }
        var tags = Subject.of(entity.uid()).attribute("tags");
        entity.tags().attributes().forEach((name, value) -> conformance.check(value, type.get(), tags.attribute(name)));
    }

    private void checkParents(Entity entity, Conformance conformance, Violations violations) {
        var uid = entity.uid();
        var allowed = schema.ancestorTypes(uid.type());
        for (var parent : new TreeSet<>(entity.parents())) {
            var subject = Subject.of(uid).attribute("parents");
            conformance.checkName(parent, subject);
            if (!allowed.contains(parent.type())) {
                violations.add("wrong-parent", subject, "entity `%s` cannot be in `%s`".formatted(uid, parent),
                        allowed.isEmpty()
                                ? Optional.of("`%s` is in nothing".formatted(uid.type()))
                                : Optional.of("It can be in %s".formatted(Wording.either(allowed))));
            }
        }
    }

    /// An action has no attributes and no tags, and is in exactly the groups the schema puts it in.
    private void checkAction(Entity action, Entities entities, Violations violations) {
        var uid = action.uid();
        var subject = Subject.of(uid);
        if (schema.action(uid).isEmpty()) {
            var known = schema.actions().keySet().stream().map(EntityUid::toString).toList();
            violations.misspelt("unknown-action", subject, "action `%s` is not in the schema".formatted(uid),
                    uid.toString(), known);
            return;
        }
        var isBare = action.attributes().size() == 0 && action.tags().size() == 0;
        if (!isBare || !groups(uid, entities).equals(schema.ancestors(uid))) {
            violations.add("action-mismatch", subject, "action `%s` is not as the schema declares it".formatted(uid),
                    Optional.of("Leave it out: what the schema says of it is enough"));
        }
    }

    private static Set<EntityUid> groups(EntityUid uid, Entities entities) {
        var known = entities.find(uid);
        return known == null ? Set.of() : known.ancestors();
    }
}
