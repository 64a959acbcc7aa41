package dev.ambit.cedar.engine;

import dev.ambit.cedar.syntax.Expr.Root;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The inputs a compiled policy set can name: every path that starts at `principal`, `action`, `resource` or `context`
/// and goes on by attributes and tags known when compiling. Each has a slot, in which an [Evaluation] keeps what it
/// found there, so that a decision looks every input up once however many policies ask for it.
final class Inputs {
    private final List<Slot> slots = new ArrayList<>();
    private final Map<Step, Slot> children = new HashMap<>();
    private final Map<Root, Slot> roots = new EnumMap<>(Root.class);

    /// One input.
    ///
    /// @param id     its place in the evaluation's arrays
    /// @param parent what the last step starts from; `null` for a variable of the request
    /// @param name   of the attribute or tag; for a variable, as it is written
    /// @param isTag  whether the last step reads a tag rather than an attribute
    /// @param path   all steps from the variable on
    record Slot(int id, Root root, @Nullable Slot parent, String name, boolean isTag, InputPath path) {
        static Slot ofVariable(int id, Root root) {
            return new Slot(id, root, null, root.word(), false, new InputPath(root, List.of()));
        }

        Slot child(int id, String name, boolean isTag) {
            var steps = new ArrayList<>(path.steps());
            steps.add(isTag ? new InputPath.Tag(name) : new InputPath.Attribute(name));
            return new Slot(id, root, this, name, isTag, new InputPath(root, steps));
        }

        /// The path as diagnostics print it: `context.a.b`, `principal.getTag("t")`.
        @Override
        public String toString() {
            return path.toString();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Slot that && id == that.id;
        }

        @Override
        public int hashCode() {
            return id;
        }
    }

    private record Step(int from, String name, boolean isTag) {}

    /// What is asked of the variables that are entities.
    private final Facts facts = new Facts();

    Inputs() {
        for (var root : Root.values()) {
            roots.put(root, add(Slot.ofVariable(slots.size(), root)));
        }
    }

    /// The slot of a variable of the request.
    Slot root(Root root) {
        return Objects.requireNonNull(roots.get(root));
    }

    /// The slot of an attribute or tag of what stands in `parent`.
    Slot child(Slot parent, String name, boolean isTag) {
        return children.computeIfAbsent(new Step(parent.id(), name, isTag),
                step -> add(parent.child(slots.size(), step.name().intern(), isTag)));
    }

    /// The slot of the principal, the action or the resource: those of numbers 0, 1 and 2.
    Slot variable(int number) {
        return slots.get(number);
    }

    int size() {
        return slots.size();
    }

    Facts facts() {
        return facts;
    }

    private Slot add(Slot slot) {
        slots.add(slot);
        return slot;
    }
}
