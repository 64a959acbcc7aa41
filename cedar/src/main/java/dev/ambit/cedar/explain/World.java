package dev.ambit.cedar.explain;

import dev.ambit.cedar.engine.InputPath;
import dev.ambit.cedar.engine.InputPath.Step;
import dev.ambit.cedar.engine.Read;
import dev.ambit.cedar.partial.Facts;
import dev.ambit.cedar.partial.Knowledge;
import dev.ambit.cedar.partial.Lookup;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// As much of the world as a record of reads shows: what was seen is known, all else is not.
/// Two paths that lead to one attribute of one entity are one place, so that changing it changes both.
final class World {
    private final Map<Root, EntityUid> variables;
    private final Map<InputPath, Value> values;
    private final Map<Place, Sight> seen;

    /// Something of the context, or of an entity.
    ///
    /// @param entity whose it is; none for the context
    /// @param steps  the first of the entity or context, further ones of records within; none stands for the whole
    ///     context, or for the groups the entity is in
    record Place(Optional<EntityUid> entity, List<Step> steps) {
        Place {
            steps = List.copyOf(steps);
        }

        boolean isWithin(Place other) {
            return entity.equals(other.entity)
                    && steps.size() > other.steps.size()
                    && !other.steps.isEmpty()
                    && steps.subList(0, other.steps.size()).equals(other.steps);
        }
    }

    /// What is known of a place.
    sealed interface Sight {
        record Looked(Lookup lookup) implements Sight {}

        /// The entity itself is not there.
        record Nobody() implements Sight {}

        /// The groups the entity is in; empty where they are not known.
        record Groups(Optional<Set<EntityUid>> known) implements Sight {}
    }

    private World(Map<Root, EntityUid> variables, Map<InputPath, Value> values, Map<Place, Sight> seen) {
        this.variables = variables;
        this.values = values;
        this.seen = seen;
    }

    static World of(EntityUid principal, EntityUid action, EntityUid resource, List<Read> reads) {
        var world = new World(
                Map.of(Root.PRINCIPAL, principal, Root.ACTION, action, Root.RESOURCE, resource),
                new HashMap<>(), new LinkedHashMap<>());
        for (var read : reads) {
            if (read instanceof Read.Found(Read.AtPath(var path), var value)) {
                world.values.put(path, value);
            }
        }
        reads.forEach(read -> world.seen.merge(world.place(read), sight(read), World::better));
        world.seen.keySet().removeIf(world::isWithinKnownRecord);
        return world;
    }

    /// Of two looks at one place, the one that saw the value rather than merely that there is one.
    private static Sight better(Sight first, Sight second) {
        return second instanceof Sight.Looked(Lookup.Found(Knowledge.Exactly _)) ? second : first;
    }

    private boolean isWithinKnownRecord(Place place) {
        return seen.entrySet().stream().anyMatch(other -> place.isWithin(other.getKey())
                && other.getValue() instanceof Sight.Looked(Lookup.Found(Knowledge.Exactly _)));
    }

    private static Sight sight(Read read) {
        return switch (read) {
            case Read.Found(_, var value) -> new Sight.Looked(Lookup.found(value));
            case Read.Present _ -> new Sight.Looked(new Lookup.Found(Knowledge.Fields.ANY));
            case Read.Absent(_, var because) -> switch (because) {
                case NO_SUCH_NAME -> new Sight.Looked(Lookup.Missing.ABSENT);
                case UNKNOWN_ENTITY -> new Sight.Nobody();
            };
            case Read.Groups(_, _, var groups) -> new Sight.Groups(Optional.of(groups));
        };
    }

    /// Where `read` looked.
    Place place(Read read) {
        return switch (read) {
            case Read.Groups(_, var entity, _) -> new Place(Optional.of(entity), List.of());
            case Read.Found _,Read.Present _,Read.Absent _ -> switch (read.subject()) {
                case Read.AtPath(var path) -> place(path);
                case Read.OfEntity(var entity, var step) -> new Place(Optional.of(entity), List.of(step));
                case Read.Computed(var entity) -> new Place(Optional.of(entity), List.of());
            };
        };
    }

    /// Follows a path: wherever an entity stands on the way, what follows is of that entity.
    private Place place(InputPath path) {
        var holder = Optional.ofNullable(variables.get(path.root()));
        var steps = new ArrayList<Step>();
        for (var i = 0; i < path.steps().size(); i++) {
            if (values.get(new InputPath(path.root(), path.steps().subList(0, i))) instanceof EntityUid entity) {
                holder = Optional.of(entity);
                steps.clear();
            }
            steps.add(path.steps().get(i));
        }
        return new Place(holder, steps);
    }

    /// This world, but for what stands at one place and within it.
    World with(Place place, Sight sight) {
        var changed = new LinkedHashMap<>(seen);
        changed.keySet().removeIf(other -> other.isWithin(place));
        if (seen.get(place) instanceof Sight.Nobody) {
            changed.keySet().removeIf(other -> other.entity().equals(place.entity()));
        }
        changed.put(place, sight);
        return new World(variables, values, changed);
    }

    /// All of this, and nothing more, as partial evaluation takes it.
    Facts facts() {
        var facts = Facts.NOTHING
                .is(Root.PRINCIPAL, entity(Root.PRINCIPAL))
                .is(Root.ACTION, entity(Root.ACTION))
                .is(Root.RESOURCE, entity(Root.RESOURCE));
        var outermostFirst = seen.keySet().stream()
                .sorted(Comparator.comparingInt(place -> place.steps().size()))
                .toList();
        var tags = new HashMap<Place, Knowledge>();
        for (var place : outermostFirst) {
            facts = add(facts, place, Objects.requireNonNull(seen.get(place)), tags);
        }
        return facts;
    }

    private EntityUid entity(Root root) {
        return Objects.requireNonNull(variables.get(root));
    }

    private static Facts add(Facts facts, Place place, Sight sight, Map<Place, Knowledge> tags) {
        if (place.entity().isEmpty()) {
            return sight instanceof Sight.Looked(var lookup) ? ofContext(facts, place, lookup) : facts;
        }
        var entity = place.entity().get();
        return switch (sight) {
            case Sight.Nobody _ -> facts.nowhere(entity);
            case Sight.Groups(var groups) -> groups.map(known -> facts.groups(entity, known)).orElse(facts);
            case Sight.Looked(var lookup) when place.steps().getFirst() instanceof InputPath.Tag(var name) ->
                facts.tag(entity, name, tag(place, lookup, tags));
            case Sight.Looked(var lookup) -> facts.attribute(entity, names(place.steps()), lookup);
        };
    }

    private static Facts ofContext(Facts facts, Place place, Lookup lookup) {
        return place.steps().isEmpty() ? facts.context(lookup.ifThere()) : facts.context(names(place.steps()), lookup);
    }

    /// What is known of a tag, now that `lookup` is known of it or of something within.
    private static Lookup tag(Place place, Lookup lookup, Map<Place, Knowledge> tags) {
        var whole = new Place(place.entity(), place.steps().subList(0, 1));
        var within = place.steps().subList(1, place.steps().size());
        var known = within.isEmpty()
                ? lookup
                : new Lookup.Found(tags.getOrDefault(whole, Knowledge.Fields.ANY).with(names(within), lookup));
        tags.put(whole, known.ifThere());
        return known;
    }

    private static List<String> names(List<Step> steps) {
        return steps.stream().map(Step::name).toList();
    }
}
