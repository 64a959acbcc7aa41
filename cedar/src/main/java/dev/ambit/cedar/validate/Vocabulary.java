package dev.ambit.cedar.validate;

import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.text.Spelling;
import dev.ambit.cedar.validate.Inferred.Bool;
import dev.ambit.cedar.validate.Inferred.Field;
import dev.ambit.cedar.validate.Inferred.Plain;
import dev.ambit.cedar.validate.Inferred.RecordOf;
import dev.ambit.cedar.validate.Inferred.SetOf;
import dev.ambit.cedar.validate.Inferred.Unknown;
import dev.ambit.cedar.value.EntityUid;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The names and types of a schema as typing asks for them. For one thread.
final class Vocabulary {
    /// Most unknown types, actions and ids for which a known one is sought: to compare one with all is dear.
    private static final int MOST_NAMES_SOUGHT = 100;
    /// Most unknown attributes for which a known one is sought. The same one counts again in each environment.
    private static final int MOST_ATTRIBUTES_SOUGHT = 1_000;

    private final Schema schema;
    private final IdentityHashMap<Type, Inferred> inferred = new IdentityHashMap<>();
    private final Map<String, Set<String>> groupTypes = new HashMap<>();
    private final Map<String, Optional<String>> meantTypes = new HashMap<>();
    private final Map<EntityUid, Optional<EntityUid>> meantActions = new HashMap<>();
    private final IdentityHashMap<Set<String>, List<String>> sorted = new IdentityHashMap<>();
    private int namesSought;
    private int attributesSought;

    Vocabulary(Schema schema) {
        this.schema = schema;
    }

    Schema schema() {
        return schema;
    }

    /// Whether `type` is one of actions. Cedar tells them by their name alone.
    static boolean isActionType(String type) {
        return type.equals("Action") || type.endsWith("::Action");
    }

    boolean knowsType(String type) {
        return isActionType(type) || schema.entityType(type).isPresent();
    }

    /// The attributes of a record or an entity; none of an action or of anything else.
    Map<String, Field> fields(Inferred type) {
        return switch (type) {
            case RecordOf(var fields) -> fields;
            case Plain(Type.Entity(var name)) -> attributes(name);
            case Plain _,SetOf _,Bool _,Unknown _ -> Map.of();
        };
    }

    private Map<String, Field> attributes(String type) {
        return schema.entityType(type)
                .map(known -> ((RecordOf) infer(known.attributes())).fields())
                .orElse(Map.of());
    }

    /// The type of every tag of an entity; empty where it has none.
    Optional<Inferred> tags(String type) {
        return schema.entityType(type).flatMap(Schema.EntityType::tags).map(this::infer);
    }

    Inferred context(EntityUid action) {
        return schema.action(action)
                .map(Schema.Action::context)
                .map(this::infer)
                .orElseThrow(() -> new IllegalArgumentException("action `%s` is not in the schema".formatted(action)));
    }

    /// Whether an entity of `type` can be in one of `ancestor`, by the types of entities or the groups of actions.
    boolean mayBeIn(String type, String ancestor) {
        return schema.mayBeIn(type, ancestor)
                || isActionType(type) && groupTypes.computeIfAbsent(type, this::groupTypes).contains(ancestor);
    }

    private Set<String> groupTypes(String type) {
        return schema.actions().keySet().stream()
                .filter(action -> action.type().equals(type))
                .flatMap(action -> schema.ancestors(action).stream())
                .map(EntityUid::type)
                .collect(Collectors.toSet());
    }

    /// Whether `action` is `group` or in it.
    boolean isIn(EntityUid action, EntityUid group) {
        return action.equals(group) || schema.ancestors(action).contains(group);
    }

    /// The type somebody means: `type` itself where the schema knows it, else one of the same last name or spelled much
    /// like it.
    Optional<String> meant(String type) {
        return knowsType(type)
                ? Optional.of(type)
                : meantTypes.computeIfAbsent(type, unknown -> sought(() -> nearestType(unknown)));
    }

    /// The action somebody means: `uid` itself where the schema knows it, else one of the same id or spelled much like it.
    Optional<EntityUid> meant(EntityUid uid) {
        return schema.action(uid).isPresent()
                ? Optional.of(uid)
                : meantActions.computeIfAbsent(uid, unknown -> sought(() -> nearestAction(unknown)));
    }

    /// The type of the entity or action somebody means by `uid`.
    Optional<String> meantTypeOf(EntityUid uid) {
        return isActionType(uid.type()) ? meant(uid).map(EntityUid::type) : meant(uid.type());
    }

    /// The attribute somebody means, out of those there are.
    Optional<String> nearestAttribute(String unknown, Collection<String> known) {
        return attributesSought++ < MOST_ATTRIBUTES_SOUGHT ? Spelling.nearest(unknown, known) : Optional.empty();
    }

    /// The id of an entity somebody means, out of those its type lists.
    Optional<String> nearestId(String unknown, Collection<String> known) {
        return sought(() -> Spelling.nearest(unknown, known));
    }

    private <T> Optional<T> sought(Supplier<Optional<T>> search) {
        return namesSought++ < MOST_NAMES_SOUGHT ? search.get() : Optional.empty();
    }

    /// `types`, which belong to an action of the schema, in the order of names.
    List<String> inOrder(Set<String> types) {
        return sorted.computeIfAbsent(types, unsorted -> unsorted.stream().sorted().toList());
    }

    private Optional<String> nearestType(String unknown) {
        var last = "::" + unknown.substring(unknown.lastIndexOf(':') + 1);
        return schema.entityTypes().keySet().stream()
                .filter(name -> ("::" + name).endsWith(last))
                .findFirst()
                .or(() -> Spelling.nearest(unknown, schema.entityTypes().keySet()));
    }

    private Optional<EntityUid> nearestAction(EntityUid unknown) {
        var byId = new TreeMap<String, EntityUid>();
        schema.actions().keySet().forEach(action -> byId.putIfAbsent(action.id(), action));
        return Optional.ofNullable(byId.get(unknown.id()))
                .or(() -> Spelling.nearest(unknown.id(), byId.keySet()).map(byId::get));
    }

    Inferred infer(Type type) {
        var known = inferred.get(type);
        if (known == null) {
            known = switch (type) {
                case Type.Primitive.BOOL -> Bool.ANY;
                case Type.Primitive _,Type.Extension _,Type.Entity _ -> new Plain(type);
                case Type.SetOf(var element) -> new SetOf(infer(element));
                case Type.RecordOf attributes -> new RecordOf(fields(attributes));
            };
            inferred.put(type, known);
        }
        return known;
    }

    private Map<String, Field> fields(Type.RecordOf type) {
        var fields = new TreeMap<String, Field>();
        for (var attribute : type.attributes().entrySet()) {
            var of = attribute.getValue();
            fields.put(attribute.getKey(), new Field(infer(of.type()), of.required()));
        }
        return fields;
    }
}
