package dev.ambit.cedar.schema;

import dev.ambit.cedar.value.EntityUid;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// A schema with every name resolved: what may be asked, and what is known of whom.
/// Immutable. Type names are qualified, their parts joined by `::`.
public final class Schema {
    private final Map<String, EntityType> entityTypes;
    private final Map<EntityUid, Action> actions;
    private final Map<String, Set<String>> ancestorTypes = new HashMap<>();
    private final Map<EntityUid, Set<EntityUid>> ancestorActions = new HashMap<>();

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
            memberOf = Set.copyOf(memberOf);
            enumerated = enumerated.map(Set::copyOf);
        }
    }

    /// An action, and what it may be asked for.
    ///
    /// @param memberOf   the action groups it is directly in
    /// @param principals types that may ask; empty where the action is only a group
    /// @param resources  types that may be asked for
    public record Action(
            EntityUid uid,
            Set<EntityUid> memberOf,
            Set<String> principals,
            Set<String> resources,
            Type.RecordOf context) {
        public Action {
            memberOf = Set.copyOf(memberOf);
            principals = Set.copyOf(principals);
            resources = Set.copyOf(resources);
        }
    }

    /// For whoever resolves a schema: every name used is expected to be defined, and no action to be in itself.
    public Schema(Map<String, EntityType> entityTypes, Map<EntityUid, Action> actions) {
        this.entityTypes = Collections.unmodifiableMap(new TreeMap<>(entityTypes));
        this.actions = Collections.unmodifiableMap(new TreeMap<>(actions));
        this.entityTypes.keySet().forEach(type -> ancestorTypes.put(type, closure(type, this::parentTypes)));
        this.actions.keySet().forEach(action -> ancestorActions.put(action, closure(action, this::parentActions)));
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
        return ancestorActions.getOrDefault(action, Set.of());
    }

    /// Whether an entity of `type` can be in one of `ancestor`: the types are equal, or reachable through `memberOf`.
    public boolean mayBeIn(String type, String ancestor) {
        return type.equals(ancestor) || ancestorTypes.getOrDefault(type, Set.of()).contains(ancestor);
    }

    private Set<String> parentTypes(String type) {
        return entityType(type).map(EntityType::memberOf).orElse(Set.of());
    }

    private Set<EntityUid> parentActions(EntityUid uid) {
        return action(uid).map(Action::memberOf).orElse(Set.of());
    }

    private static <T> Set<T> closure(T start, java.util.function.Function<T, Set<T>> parents) {
        var found = new HashSet<T>();
        var open = new ArrayDeque<>(parents.apply(start));
        while (!open.isEmpty()) {
            var next = open.pop();
            if (found.add(next)) {
                open.addAll(parents.apply(next));
            }
        }
        return Collections.unmodifiableSet(found);
    }
}
