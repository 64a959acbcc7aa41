package dev.ambit.cedar.engine;

import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.value.Quoted;
import java.util.List;

/// Where an input stands: a variable of the request, then attributes and tags. Prints as the Cedar expression that
/// reads it.
///
/// @param steps none for the variable itself
public record InputPath(Root root, List<Step> steps) {

    public InputPath {
        steps = List.copyOf(steps);
    }

    public static InputPath of(Root root, String... attributes) {
        return new InputPath(root, List.of(attributes).stream().<Step>map(Attribute::new).toList());
    }

    /// One step of a path.
    public sealed interface Step {
        String name();
    }

    /// `.name` of a record or an entity.
    public record Attribute(String name) implements Step {
        @Override
        public String toString() {
            return Quoted.isIdentifier(name) ? "." + name : "[" + Quoted.string(name) + "]";
        }
    }

    /// `.getTag("name")` of an entity.
    public record Tag(String name) implements Step {
        @Override
        public String toString() {
            return ".getTag(" + Quoted.string(name) + ")";
        }
    }

    @Override
    public String toString() {
        var out = new StringBuilder(root.word());
        steps.forEach(out::append);
        return out.toString();
    }
}
