package dev.ambit.cedar.schema;

import dev.ambit.cedar.entity.Entity;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Mistakes;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.RecordValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A schema with every name resolved: what may be asked, and what is known of whom.
/// Immutable. Type names are qualified, their parts joined by `::`.
public final class Schema {
    private final Map<String, EntityType> entityTypes;
    private final Map<EntityUid, Action> actions;
    private final Hierarchy<String> types;
    private final Hierarchy<EntityUid> groups;

    /// What is known of every entity of one type.
    ///
    /// @param memberOf   the types an entity may have as a direct parent
    /// @param tags       the type of every tag; empty where the type has none
    /// @param enumerated the only ids there are; empty where any id is allowed
    public record EntityType(
            String name,
            Set<String> memberOf,
            Type.RecordOf attributes,
            Optional<Type> tags,
            Optional<Set<String>> enumerated) {
        public EntityType {
            memberOf = copy(memberOf);
            enumerated = enumerated.map(Schema::copy);
        }
    }

    /// An action, and what it may be asked for.
    ///
    /// @param memberOf   the action groups it is directly in
    /// @param principals types that may ask; empty where the action is only a group, that is, applies to nothing
    /// @param resources  types that may be asked for; empty only where `principals` is
    public record Action(
            EntityUid uid,
            Set<EntityUid> memberOf,
            Set<String> principals,
            Set<String> resources,
            Type.RecordOf context) {
        public Action {
            memberOf = copy(memberOf);
            principals = copy(principals);
            resources = copy(resources);
        }
    }

    /// For whoever knows a schema without reading one: every name used is expected to be defined, and no action to be
    /// in itself.
    ///
    /// @throws IllegalArgumentException where working out what is in what takes more than two million steps
    public Schema(Map<String, EntityType> entityTypes, Map<EntityUid, Action> actions) {
        this(entityTypes, actions, hierarchy(entityTypes, EntityType::memberOf), hierarchy(actions, Action::memberOf));
    }

    Schema(Map<String, EntityType> entityTypes, Map<EntityUid, Action> actions, Hierarchy<String> types,
            Hierarchy<EntityUid> groups) {
        this.entityTypes = Collections.unmodifiableMap(new TreeMap<>(entityTypes));
        this.actions = Collections.unmodifiableMap(new TreeMap<>(actions));
        this.types = types;
        this.groups = groups;
    }

    /// Not `Set.copyOf`, which names chosen to have one hash make slow.
    private static <T> Set<T> copy(Set<T> names) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(names));
    }

    private static <K, V> Hierarchy<K> hierarchy(Map<K, V> known, Function<V, Set<K>> memberOf) {
        return Hierarchy.of(known.keySet(), (K name) -> parents(known, memberOf, name))
                .orElseThrow(() -> new IllegalArgumentException("working out what is in what takes more than %,d steps"
                        .formatted(Hierarchy.MOST_STEPS)));
    }

    static <K, V> Set<K> parents(Map<K, V> known, Function<V, Set<K>> memberOf, K name) {
        return Optional.ofNullable(known.get(name)).map(memberOf).orElse(Set.of());
    }

    /// Reads the schema that all sources together declare, each in the human or the JSON syntax as
    /// [WrittenSchema#parse(Source)] finds.
    ///
    /// @throws InvalidInput with every mistake in the sources, if there is one
    public static Schema parse(Source... sources) throws InvalidInput {
        return parse(List.of(sources), Limits.DEFAULT);
    }

    /// Like [#parse(Source...)], with other limits for each source.
    public static Schema parse(List<Source> sources, Limits limits) throws InvalidInput {
        var mistakes = new Mistakes();
        var written = new ArrayList<WrittenSchema>();
        for (var source : sources) {
            try {
                written.add(WrittenSchema.parse(source, limits));
            } catch (InvalidInput input) {
                mistakes.addAll(input);
            }
        }
        mistakes.refuse();
        return Resolver.resolve(written, limits);
    }

    /// The schema that all written ones together declare.
    ///
    /// @throws InvalidInput where a name is declared twice, not at all, or may not be used as it is
    public static Schema of(List<WrittenSchema> written) throws InvalidInput {
        return Resolver.resolve(written, Limits.DEFAULT);
    }

    /// By qualified name, in the order of names.
    public Map<String, EntityType> entityTypes() {
        return entityTypes;
    }

    /// By name, in the order of names.
    public Map<EntityUid, Action> actions() {
        return actions;
    }

    public Optional<EntityType> entityType(String name) {
        return Optional.ofNullable(entityTypes.get(name));
    }

    public Optional<Action> action(EntityUid uid) {
        return Optional.ofNullable(actions.get(uid));
    }

    /// All groups `action` is in, directly or through others; not the action itself.
    public Set<EntityUid> ancestors(EntityUid action) {
        return groups.ancestors(action);
    }

    /// Whether an entity of `type` can be in one of `ancestor`: the types are equal, or reachable through `memberOf`.
    public boolean mayBeIn(String type, String ancestor) {
        return type.equals(ancestor) || types.ancestors(type).contains(ancestor);
    }

    /// All types an entity of `type` can have above it, reachable through `memberOf`. The type itself is among them only
    /// if its entities can be in one another.
    public Set<String> ancestorTypes(String type) {
        return types.ancestors(type);
    }

    /// The actions as entities, each in the groups the schema puts it in, in the order of names.
    public List<Entity> actionEntities() {
        return actions.values().stream()
                .map(action -> Entity.of(action.uid(), RecordValue.EMPTY, action.memberOf()))
                .toList();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Schema that && entityTypes.equals(that.entityTypes) && actions.equals(that.actions);
    }

    @Override
    public int hashCode() {
        return Objects.hash(entityTypes.keySet(), actions.keySet());
    }
}
