package dev.ambit.cedar.influence;

import dev.ambit.cedar.engine.InputPath;
import dev.ambit.cedar.engine.InputPath.Step;
import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Where a policy reads from: a variable, an entity named outright, or an attribute or tag of what stands at another
/// place. One object per place and kind of request; it gathers the literals its value is compared with.
final class Place {
    /// Most literals that cut the values of one place; what is compared with further ones is not told apart.
    static final int MOST_LITERALS = 16;

    private final int index;
    private final @Nullable Place parent;
    private final @Nullable Step step;
    private final Origin origin;
    private final @Nullable Type type;
    private final boolean exists;
    private final TreeSet<Value> literals = new TreeSet<>(Value.ORDER);
    private @Nullable List<Region> regions;

    /// What the way to a place begins with.
    sealed interface Origin {
        record Variable(Root root) implements Origin {}

        record Named(EntityUid uid) implements Origin {}
    }

    private Place(
            int index,
            Origin origin,
            @Nullable Place parent,
            @Nullable Step step,
            @Nullable Type type,
            boolean exists) {
        this.index = index;
        this.origin = origin;
        this.parent = parent;
        this.step = step;
        this.type = type;
        this.exists = exists;
    }

    static Place root(int index, Origin origin, Type type) {
        return new Place(index, origin, null, null, type, true);
    }

    /// The place one step from here.
    ///
    /// @param childType   what its value certainly is, where there is one; `null` where that is not known
    /// @param childExists false where there is certainly never a value
    Place child(int childIndex, Step by, @Nullable Type childType, boolean childExists) {
        return new Place(childIndex, origin, this, by, childType, childExists);
    }

    /// Its number among the places of one kind of request.
    int index() {
        return index;
    }

    Origin origin() {
        return origin;
    }

    /// What stands one step before; `null` for a variable or a named entity.
    @Nullable
    Place parent() {
        return parent;
    }

    /// The last step of the way; `null` where there is none.
    @Nullable
    Step step() {
        return step;
    }

    /// The type its value certainly has, where there is one; `null` where that is not known.
    @Nullable
    Type type() {
        return type;
    }

    /// Whether there can be a value.
    boolean exists() {
        return exists;
    }

    /// Whether what stands here, if anything, is certainly an entity or a record, and so may be asked for attributes.
    boolean isHolder() {
        return isEntity() || type instanceof Type.RecordOf;
    }

    boolean isEntity() {
        return type instanceof Type.Entity;
    }

    /// The steps from the root, first to last.
    List<Step> steps() {
        var steps = parent == null ? new ArrayList<Step>() : parent.steps();
        if (step != null) {
            steps.add(step);
        }
        return steps;
    }

    /// This place as an input; empty for a root, and where the way begins at a named entity.
    Optional<InputPath> path() {
        return parent != null && origin instanceof Origin.Variable(var root)
                ? Optional.of(new InputPath(root, steps()))
                : Optional.empty();
    }

    /// Takes note that the value is compared with `literal`.
    void compareWith(Value literal) {
        if (regions != null) {
            throw new IllegalStateException("the regions of `%s` are drawn already".formatted(this));
        }
        if (literals.size() < MOST_LITERALS) {
            literals.add(literal);
        }
    }

    /// Takes note that the value is used as a condition.
    void useAsCondition() {
        compareWith(BoolValue.FALSE);
        compareWith(BoolValue.TRUE);
    }

    /// The regions into which the literals cut the values, [Region.Absent] first. Fixed from the first time it is asked.
    List<Region> regions() {
        if (regions == null) {
            regions = exists ? Region.cut(literals, isClosed()) : List.of(new Region.Absent());
        }
        return regions;
    }

    private boolean isClosed() {
        return type == Type.Primitive.BOOL && literals.contains(BoolValue.FALSE) && literals.contains(BoolValue.TRUE)
                || type != null && literals.stream().anyMatch(literal -> Region.Line.of(literal).isPresent()
                        && Types.of(literal).equals(type));
    }

    /// Whether `literal` is told apart from all other values.
    boolean isCutAt(Value literal) {
        return literals.contains(literal);
    }

    /// Whether the regions leave no rest of the values on `line`.
    boolean isCut(Region.Line line) {
        return literals.stream().anyMatch(literal -> Region.Line.of(literal).filter(line::equals).isPresent());
    }

    /// The place as a policy writes it.
    @Override
    public String toString() {
        var out = new StringBuilder(switch (origin) {
            case Origin.Variable(var root) -> root.word();
            case Origin.Named(var uid) -> uid.toString();
        });
        steps().forEach(out::append);
        return out.toString();
    }
}
