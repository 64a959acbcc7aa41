package dev.ambit.cedar.influence;

import dev.ambit.cedar.engine.InputPath;
import dev.ambit.cedar.engine.InputPath.Attribute;
import dev.ambit.cedar.engine.InputPath.Step;
import dev.ambit.cedar.engine.InputPath.Tag;
import dev.ambit.cedar.influence.Shift.Presence;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.syntax.Expr.BinaryOperator;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.validate.Environment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What one move of one input does to every place a policy can read.
///
/// An attribute of an entity is one thing under many names: where `principal.level` moves, so does
/// `resource.owner.level` if the owner is the principal. Any read of an attribute of that name that may be of an entity
/// of that type is therefore taken to move or not to move.
final class Scene {
    private final InputPath input;
    private final Move move;
    private final Cell cell;
    private final List<Kind> kinds = new ArrayList<>();

    /// What the move does to one place.
    private enum Kind {
        /// Nothing.
        STILL,
        /// It is the input: it makes the move.
        MOVES,
        /// It is the input if two entities are one: it makes the move or stays as it is.
        MAY_MOVE,
        /// It is a record around the input: there as before, but perhaps with another value.
        CONTAINS,
        /// It lies inside a value that increases.
        GROWS,
        /// It lies inside a value that is replaced.
        FREE
    }

    /// An attribute or tag of an entity, or something inside its value; or of the context.
    ///
    /// @param entity the type of the entity; `null` where that is not known, or for the context
    /// @param steps  from the entity on
    private record Cell(boolean isOfEntity, @Nullable String entity, List<Step> steps) {

        boolean mayBe(Cell other) {
            return isOfEntity && other.isOfEntity && mayBeOfType(other.entity) && steps.equals(other.steps);
        }

        /// Whether this may be a record around `inner`.
        boolean mayContain(Cell inner) {
            return isOfEntity && inner.isOfEntity && mayBeOfType(inner.entity) && startsWith(inner.steps, steps);
        }

        private boolean mayBeOfType(@Nullable String type) {
            return entity == null || type == null || entity.equals(type);
        }
    }

    /// @param places all places of the kind of request, holders before what they hold
    Scene(
            Schema schema,
            Environment environment,
            Assumption assumption,
            InputPath input,
            Move move,
            List<Place> places) {
        this.input = input;
        this.move = move;
        this.cell = cell(schema, environment, assumption, input);
        places.forEach(place -> kinds.add(kind(place)));
    }

    /// Where `input` leads to by the declared types: an attribute of the last entity on the way, or of the context.
    /// Without typed inputs an entity on the way may be of any type.
    private static Cell cell(Schema schema, Environment environment, Assumption assumption, InputPath input) {
        var cell = new Cell(input.root() != Root.CONTEXT, null, List.of());
        var at = Types.of(schema, environment, input.root());
        for (var step : input.steps()) {
            if (at instanceof Type.Entity(var entity)) {
                var isSure = assumption == Assumption.TYPED_INPUTS || cell.steps.isEmpty();
                cell = new Cell(true, isSure ? entity : null, List.of());
            }
            var steps = new ArrayList<>(cell.steps);
            steps.add(step);
            cell = new Cell(cell.isOfEntity, cell.entity, List.copyOf(steps));
            at = Types.step(schema, at, step) instanceof Types.Declared.Yes(var type) ? type : null;
        }
        return cell;
    }

    /// The ways what stands at `place` may differ between before and after.
    /// What a request binds is always there.
    List<Shift> shifts(Place place) {
        return place.parent() == null
                ? all(place).stream().filter(shift -> shift.isThereBefore() && shift.isThereAfter()).toList()
                : all(place);
    }

    private List<Shift> all(Place place) {
        return switch (kinds.get(place.index())) {
            case STILL -> Shift.still(place);
            case MOVES -> moving(place);
            case MAY_MOVE -> either(moving(place), Shift.still(place));
            case CONTAINS -> contained(place);
            case GROWS -> Shift.growing(place);
            case FREE -> Shift.replaced(place, Presence.EITHER, Presence.EITHER);
        };
    }

    private List<Shift> moving(Place place) {
        return switch (move) {
            case APPEAR -> Shift.replaced(place, Presence.NOTHING, Presence.SOMETHING);
            case DISAPPEAR -> Shift.replaced(place, Presence.SOMETHING, Presence.NOTHING);
            case INCREASE -> Shift.growing(place);
            case CHANGE -> Shift.replaced(place, Presence.SOMETHING, Presence.SOMETHING);
            case ANY -> Shift.replaced(place, Presence.EITHER, Presence.EITHER);
        };
    }

    private List<Shift> contained(Place place) {
        var inside = move == Move.INCREASE
                ? Shift.growing(place)
                : Shift.replaced(place, Presence.SOMETHING, Presence.SOMETHING);
        return either(inside, Shift.still(place));
    }

    private static List<Shift> either(List<Shift> some, List<Shift> others) {
        var all = new ArrayList<>(some);
        others.stream().filter(shift -> !some.contains(shift)).forEach(all::add);
        return Collections.unmodifiableList(all);
    }

    /// Whether nothing happens to what stands at `place`.
    boolean isStill(Place place) {
        return kinds.get(place.index()) == Kind.STILL;
    }

    /// Whether an attribute or tag, read of an entity that is reached in a way the analysis does not follow, may be moved.
    boolean mayMove(Operation operation) {
        if (!cell.isOfEntity) {
            return false;
        }
        var first = cell.steps.getFirst();
        return switch (operation) {
            case Operation.Get(var name) -> first.equals(new Attribute(name));
            case Operation.Has(var path) -> path.stream().map(Attribute::new).anyMatch(first::equals);
            case Operation.Infix(var operator) -> operator != BinaryOperator.IN
                    && !operation.isPure()
                    && first instanceof Tag;
            default -> false;
        };
    }

    private Kind kind(Place place) {
        var parent = place.parent();
        if (parent == null) {
            var isAround = !cell.isOfEntity && place.origin().equals(new Place.Origin.Variable(input.root()));
            return isAround ? Kind.CONTAINS : Kind.STILL;
        }
        return switch (kinds.get(parent.index())) {
            case STILL, CONTAINS -> ownKind(place);
            case MOVES, MAY_MOVE, GROWS -> insideKind(parent);
            case FREE -> Kind.FREE;
        };
    }

    /// A record that increases has the same attributes before and after, and each increases.
    private Kind insideKind(Place parent) {
        return move == Move.INCREASE && parent.type() instanceof Type.RecordOf ? Kind.GROWS : Kind.FREE;
    }

    /// What the move does to a place that stands where it stood.
    private Kind ownKind(Place place) {
        var path = place.path();
        if (path.isPresent() && path.get().equals(input)) {
            return Kind.MOVES;
        }
        if (path.isPresent() && isAround(path.get())) {
            return Kind.CONTAINS;
        }
        return otherName(place);
    }

    /// Whether `path` leads to a record on the way to the input, with no entity between the two.
    private boolean isAround(InputPath path) {
        var left = input.steps().size() - path.steps().size();
        return path.root() == input.root() && left > 0 && left < cell.steps.size() && startsWith(input.steps(), path
                .steps());
    }

    /// What the move does to a place that is reached another way than the input is.
    private Kind otherName(Place place) {
        var found = Kind.STILL;
        var steps = new ArrayList<Step>();
        for (var at = place; at.parent() != null; at = at.parent()) {
            steps.addFirst(Objects.requireNonNull(at.step()));
            var holder = at.parent();
            if (holder.isEntity() || !holder.isHolder()) {
                var other = new Cell(true, holder.type() instanceof Type.Entity(var type) ? type : null, List.copyOf(
                        steps));
                found = together(found, other);
            }
            if (holder.isEntity()) {
                return found;
            }
        }
        return found;
    }

    /// The path may lead through an entity at several of its steps, where types are not known.
    private Kind together(Kind found, Cell other) {
        var kind = kind(other);
        if (found == Kind.STILL || kind == found) {
            return kind;
        }
        return kind == Kind.STILL ? found : Kind.FREE;
    }

    private Kind kind(Cell other) {
        if (other.mayBe(cell)) {
            return Kind.MAY_MOVE;
        }
        return other.mayContain(cell) ? Kind.CONTAINS : Kind.STILL;
    }

    private static boolean startsWith(List<Step> steps, List<Step> beginning) {
        return steps.size() > beginning.size() && steps.subList(0, beginning.size()).equals(beginning);
    }
}
