package dev.ambit.solver;

import dev.ambit.cedar.engine.InputPath;
import dev.ambit.cedar.engine.InputPath.Step;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Expr.BinaryOperator;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.validate.Environment;
import dev.ambit.cedar.value.StringValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Paths of one kind of request: what reads them, what type stands at them, and which of them a move may touch.
///
/// Two paths may lead to one attribute of one entity. A path is taken to be touched wherever that cannot be excluded.
final class Paths {
    private final Schema schema;
    private final Environment environment;
    private final InputPath moved;
    private final Optional<Hop> movedHop;

    /// Where a path leaves an entity for an attribute or tag of it.
    ///
    /// @param holder the type of the entity; empty where it is not known
    private record Hop(Optional<String> holder, Step step) {
        boolean mayBe(Hop other) {
            var sameHolder = holder.isEmpty() || other.holder.isEmpty() || holder.equals(other.holder);
            return sameHolder && step.equals(other.step);
        }
    }

    Paths(Schema schema, Environment environment, InputPath moved) {
        this.schema = schema;
        this.environment = environment;
        this.moved = moved;
        this.movedHop = hops(moved).reduce((_, last) -> last);
    }

    /// The path that `expr` reads, if it is one.
    static Optional<InputPath> of(Expr expr) {
        return switch (expr) {
            case Expr.Variable(var root, _) -> Optional.of(new InputPath(root, List.of()));
            case Expr.Attribute(var of, var name, _) -> of(of).map(path -> then(path, new InputPath.Attribute(name)));
            case Expr.Binary(var operator, var of, Expr.Literal(StringValue(var tag), _), _) when operator == BinaryOperator.GET_TAG ->
                of(of).map(path -> then(path, new InputPath.Tag(tag)));
            default -> Optional.empty();
        };
    }

    static InputPath then(InputPath path, Step step) {
        var steps = new ArrayList<>(path.steps());
        steps.add(step);
        return new InputPath(path.root(), steps);
    }

    static InputPath prefix(InputPath path, int steps) {
        return new InputPath(path.root(), path.steps().subList(0, steps));
    }

    static boolean startsWith(InputPath path, InputPath start) {
        return path.root() == start.root()
                && path.steps().size() >= start.steps().size()
                && path.steps().subList(0, start.steps().size()).equals(start.steps());
    }

    /// The declared type of what stands at `path`; empty where the schema declares nothing there.
    Optional<Type> type(InputPath path) {
        var type = root(path.root());
        for (var step : path.steps()) {
            type = type.flatMap(holder -> type(holder, step));
        }
        return type;
    }

    private Optional<Type> root(Root root) {
        return switch (root) {
            case PRINCIPAL -> Optional.of(new Type.Entity(environment.principal()));
            case ACTION -> Optional.of(new Type.Entity(environment.action().type()));
            case RESOURCE -> Optional.of(new Type.Entity(environment.resource()));
            case CONTEXT -> schema.action(environment.action()).map(Schema.Action::context);
        };
    }

    private Optional<Type> type(Type holder, Step step) {
        return switch (holder) {
            case Type.RecordOf record when step instanceof InputPath.Attribute -> attribute(record, step);
            case Type.Entity(var name) -> schema.entityType(name).flatMap(entity -> step instanceof InputPath.Tag
                    ? entity.tags()
                    : attribute(entity.attributes(), step));
            default -> Optional.empty();
        };
    }

    private static Optional<Type> attribute(Type.RecordOf record, Step step) {
        return Optional.ofNullable(record.attributes().get(step.name())).map(Type.Attribute::type);
    }

    /// Whether what stands at `path`, or whether anything does, may differ between the two situations.
    boolean isTouched(InputPath path) {
        return startsWith(path, moved)
                || movedHop.isPresent() && hops(path).anyMatch(hop -> hop.mayBe(movedHop.get()));
    }

    /// Whether the value of `expr` may differ between the two situations.
    boolean mayDiffer(Expr expr) {
        var path = of(expr);
        if (path.isPresent()) {
            return isTouched(path.get()) || startsWith(moved, path.get()) && !isEntity(path.get());
        }
        return readsComputedEntity(expr) || expr.children().stream().anyMatch(this::mayDiffer);
    }

    private boolean isEntity(InputPath path) {
        return type(path).filter(Type.Entity.class::isInstance).isPresent();
    }

    /// Whether `expr` reads, of an entity that was computed, something named like what moves.
    private boolean readsComputedEntity(Expr expr) {
        var hop = movedHop.map(Hop::step);
        return hop.isPresent() && switch (expr) {
            case Expr.Attribute(_, var name, _) -> hop.get().equals(new InputPath.Attribute(name));
            case Expr.Has(var of, var path, _) -> of(of).isEmpty()
                    ? path.stream().anyMatch(name -> hop.get().equals(new InputPath.Attribute(name)))
                    : has(of(of).get(), path).stream().anyMatch(this::isTouched);
            case Expr.Binary(var operator, _, _, _) -> hop.get() instanceof InputPath.Tag
                    && (operator == BinaryOperator.GET_TAG || operator == BinaryOperator.HAS_TAG);
            default -> false;
        };
    }

    /// The paths that `of has names` asks for, one after the other.
    static List<InputPath> has(InputPath of, List<String> names) {
        var paths = new ArrayList<InputPath>();
        var at = of;
        for (var name : names) {
            at = then(at, new InputPath.Attribute(name));
            paths.add(at);
        }
        return paths;
    }

    private Stream<Hop> hops(InputPath path) {
        var hops = new ArrayList<Hop>();
        for (var i = 0; i < path.steps().size(); i++) {
            var holder = type(prefix(path, i));
            if (holder.isEmpty() || holder.get() instanceof Type.Entity) {
                hops.add(new Hop(holder.map(Type::toString), path.steps().get(i)));
            }
        }
        return hops.stream();
    }
}
