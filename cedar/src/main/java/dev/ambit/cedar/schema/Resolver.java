package dev.ambit.cedar.schema;

import dev.ambit.cedar.schema.Types.Sized;
import dev.ambit.cedar.schema.WrittenSchema.ActionDeclaration;
import dev.ambit.cedar.schema.WrittenSchema.AppliesTo;
import dev.ambit.cedar.schema.WrittenSchema.Declaration;
import dev.ambit.cedar.schema.WrittenSchema.EntityDeclaration;
import dev.ambit.cedar.schema.WrittenSchema.EnumDeclaration;
import dev.ambit.cedar.schema.WrittenSchema.Name;
import dev.ambit.cedar.schema.WrittenSchema.TypeDeclaration;
import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Mistakes;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.value.EntityUid;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Makes one [Schema] of what was written in one or several places, or tells everything that is wrong with it.
final class Resolver {
    /// Characters that a name in a list counts for.
    private static final int LISTED = 8;

    private final Mistakes mistakes = new Mistakes();
    private final List<WrittenSchema> schemas;
    private final Limits limits;
    private final Definitions definitions;
    private final Names names;
    private final Types types;
    private final Map<String, Schema.EntityType> entityTypes = new HashMap<>();
    private final Map<EntityUid, Schema.Action> actions = new HashMap<>();
    private long writtenOut;

    private Resolver(List<WrittenSchema> schemas, Limits limits) {
        this.schemas = schemas;
        this.limits = limits;
        this.definitions = Definitions.of(schemas, mistakes);
        this.names = new Names(definitions, mistakes);
        this.types = new Types(definitions, names, limits, mistakes);
    }

    static Schema resolve(List<WrittenSchema> schemas, Limits limits) throws InvalidInput {
        return new Resolver(schemas, limits).resolve();
    }

    private Schema resolve() throws InvalidInput {
        for (var schema : schemas) {
            for (var namespace : schema.namespaces()) {
                var scope = new Scope(schema.source(), namespace.name().text());
                if (Definitions.isAllowed(scope)) {
                    namespace.declarations().forEach(declaration -> resolve(declaration, scope));
                }
            }
        }
        ActionCycles.report(actions, definitions, mistakes);
        mistakes.refuse();
        return schema();
    }

    private Schema schema() throws InvalidInput {
        var ofTypes = Hierarchy.of(entityTypes.keySet(), type -> Schema.parents(entityTypes,
                Schema.EntityType::memberOf, type));
        var ofActions = Hierarchy.of(actions.keySet(), action -> Schema.parents(actions, Schema.Action::memberOf,
                action));
        return new Schema(entityTypes, actions, ofTypes.orElseThrow(() -> tooManyMemberships("entity types")),
                ofActions.orElseThrow(() -> tooManyMemberships("actions")));
    }

    private InvalidInput tooManyMemberships(String subject) {
        return new InvalidInput(Diagnostic.error("too-many-memberships", schemas.getFirst().source(), Span.NONE,
                "working out which %s are in which takes more than %,d steps".formatted(subject,
                        Hierarchy.MOST_STEPS)));
    }

    private void resolve(Declaration declaration, Scope scope) {
        switch (declaration) {
            case EntityDeclaration entity -> resolveEntity(entity, scope);
            case EnumDeclaration entity -> resolveEnum(entity, scope);
            case ActionDeclaration action -> resolveAction(action, scope);
            case TypeDeclaration _ -> {} // resolved already, before whatever uses it
        }
    }

    private void resolveEntity(EntityDeclaration entity, Scope scope) {
        var memberOf = entityTypes(entity.memberOf(), scope);
        var attributes = types.resolveRecord(entity.shape(), scope,
                "the shape of entity type `" + entity.names().getFirst() + "`");
        var tags = entity.tags().flatMap(written -> types.resolve(written, scope));
        if (attributes.isEmpty() || !isWithinLimits(entity, scope, memberOf.size(),
                attributes.get().length() + tags.map(Sized::length).orElse(0L))) {
            return;
        }
        for (var name : entity.names()) {
            var qualified = scope.qualify(name.text());
            entityTypes.putIfAbsent(qualified,
                    new Schema.EntityType(qualified, memberOf,
                            attributes.get().type(), tags.map(Sized::type), Optional.empty()));
        }
    }

    private void resolveEnum(EnumDeclaration entity, Scope scope) {
        if (!isWithinLimits(entity, scope, entity.ids().size(), 0)) {
            return;
        }
        var ids = entity.ids().stream().map(Name::text).collect(Collectors.toCollection(LinkedHashSet::new));
        for (var name : entity.names()) {
            var qualified = scope.qualify(name.text());
            entityTypes.putIfAbsent(qualified, new Schema.EntityType(qualified, Set.of(), Type.RecordOf.EMPTY,
                    Optional.empty(), Optional.of(ids)));
        }
    }

    private void resolveAction(ActionDeclaration action, Scope scope) {
        var memberOf = new LinkedHashSet<EntityUid>();
        action.memberOf().forEach(name -> names.resolveAction(name, scope).ifPresent(memberOf::add));
        var appliesTo = action.appliesTo();
        var principals = entityTypes(appliesTo.map(AppliesTo::principals).orElse(List.of()), scope);
        var resources = entityTypes(appliesTo.map(AppliesTo::resources).orElse(List.of()), scope);
        var context = types.resolveRecord(appliesTo.map(AppliesTo::context).orElse(WrittenType.RecordOf.EMPTY), scope,
                "the context of action `" + action.names().getFirst() + "`");
        if (context.isEmpty() || !isWithinLimits(action, scope, memberOf.size() + principals.size() + resources.size(),
                context.get().length())) {
            return;
        }
        var isGroup = principals.isEmpty() || resources.isEmpty();
        for (var name : action.names()) {
            var uid = EntityUid.of(scope.qualify(Identifiers.ACTION), name.text());
            actions.putIfAbsent(uid, isGroup
                    ? new Schema.Action(uid, memberOf, Set.of(), Set.of(), Type.RecordOf.EMPTY)
                    : new Schema.Action(uid, memberOf, principals, resources, context.get().type()));
        }
    }

    private Set<String> entityTypes(List<Name> written, Scope scope) {
        var found = new LinkedHashSet<String>();
        written.forEach(name -> names.resolveEntityType(name, scope).ifPresent(found::add));
        return found;
    }

    /// What is declared is looked up once however many names it has, but whoever walks over the schema meets it under each
    /// of them: the product can be large.
    private boolean isWithinLimits(Declaration declaration, Scope scope, int listed, long length) {
        var wasWithin = writtenOut <= limits.sourceLength();
        writtenOut += declaration.names().size() * (length + (long) LISTED * listed);
        if (writtenOut > limits.sourceLength() && wasWithin) {
            mistakes.add(Diagnostic.error("schema-too-large", scope.source(), declaration.span(),
                    "the schema has more than %,d characters once each name is declared by itself, without common types"
                            .formatted(limits.sourceLength())));
        }
        return writtenOut <= limits.sourceLength();
    }
}
