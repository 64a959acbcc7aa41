package dev.ambit.cedar.influence;

import dev.ambit.cedar.engine.InputPath;
import dev.ambit.cedar.engine.InputPath.Attribute;
import dev.ambit.cedar.engine.InputPath.Step;
import dev.ambit.cedar.engine.InputPath.Tag;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.validate.Environment;
import dev.ambit.cedar.value.EntityUid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/// A random schema over fixed names: entity types `User`, `Doc` and `Group` with attributes `p`, `q` and `r` and perhaps
/// tags, and an action `read` whose context has `s`, `t`, `u` and `v`. The resource may be of the principal's type.
final class RandomSchema {
    static final EntityUid READ = EntityUid.of("Action", "read");
    static final List<String> TAGS = List.of("k", "l");

    private static final List<String> ENTITY_TYPES = List.of("User", "Doc", "Group");

    final Schema schema;
    final Environment environment;
    private final SplittableRandom random;

    RandomSchema(SplittableRandom random) {
        this.random = random;
        var types = new HashMap<String, Schema.EntityType>();
        for (var type : ENTITY_TYPES) {
            var tags = random.nextBoolean() ? Optional.of(type(1)) : Optional.<Type>empty();
            var parents = random.nextBoolean() ? Set.of("Group") : Set.<String>of();
            types.put(type, new Schema.EntityType(type, parents, record(2, "p", "q", "r"), tags, Optional.empty()));
        }
        var resource = random.nextInt(3) == 0 ? "User" : "Doc";
        this.environment = new Environment("User", READ, resource);
        this.schema = new Schema(types, Map.of(READ, new Schema.Action(
                READ, Set.of(), Set.of("User"), Set.of(resource), record(2, "s", "t", "u", "v"))));
    }

    @Override
    public String toString() {
        return "%s %s".formatted(schema.entityTypes(), schema.actions());
    }

    private Type.RecordOf record(int depth, String... names) {
        var attributes = new HashMap<String, Type.Attribute>();
        for (var name : names) {
            attributes.put(name, new Type.Attribute(type(depth), random.nextBoolean()));
        }
        return new Type.RecordOf(attributes);
    }

    private Type type(int depth) {
        return switch (random.nextInt(depth > 0 ? 16 : 8)) {
            case 0, 1, 2 -> Type.Primitive.BOOL;
            case 3, 4 -> Type.Primitive.LONG;
            case 5 -> Type.Primitive.STRING;
            case 6 -> Type.Extension.values()[random.nextInt(4)];
            case 7, 8, 9 -> new Type.Entity(ENTITY_TYPES.get(random.nextInt(ENTITY_TYPES.size())));
            case 10 -> new Type.SetOf(type(0));
            case 11 -> Type.Extension.values()[random.nextInt(4)];
            case 12 -> Type.Primitive.LONG;
            default -> record(depth - 1, random.nextBoolean() ? "p" : "s", "t");
        };
    }

    /// Every declared path of up to three steps, and some that are not declared.
    List<InputPath> paths() {
        var paths = new ArrayList<InputPath>();
        for (var root : Root.values()) {
            if (root != Root.ACTION) {
                paths(root, List.of(), Types.of(schema, environment, root), paths);
            }
        }
        paths.add(InputPath.of(Root.CONTEXT, "z"));
        paths.add(InputPath.of(Root.PRINCIPAL, "p", "q"));
        return paths;
    }

    private void paths(Root root, List<Step> steps, Type at, List<InputPath> paths) {
        if (!steps.isEmpty()) {
            paths.add(new InputPath(root, steps));
        }
        if (steps.size() == 3) {
            return;
        }
        declared(at).forEach((step, type) -> {
            var longer = new ArrayList<>(steps);
            longer.add(step);
            paths(root, longer, type, paths);
        });
    }

    private Map<Step, Type> declared(Type type) {
        var steps = new HashMap<Step, Type>();
        switch (type) {
            case Type.RecordOf record -> record.attributes().forEach((name, attribute) -> steps.put(
                    new Attribute(name), attribute.type()));
            case Type.Entity(var name) -> {
                var entity = schema.entityType(name).orElseThrow();
                entity.attributes().attributes().forEach((attribute, declared) -> steps.put(
                        new Attribute(attribute), declared.type()));
                entity.tags().ifPresent(tags -> TAGS.forEach(tag -> steps.put(new Tag(tag), tags)));
            }
            default -> {}
        }
        return steps;
    }

    /// What is declared to stand at `path`; `null` where nothing is.
    Type typeOf(InputPath path) {
        var at = Types.of(schema, environment, path.root());
        for (var step : path.steps()) {
            at = at == null ? null : declared(at).get(step);
        }
        return at;
    }
}
