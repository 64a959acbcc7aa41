package dev.ambit.cedar.validate;

import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.text.Spelling;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where paths of attributes lead under a schema: `principal.team.name` is a `String`.
public final class SchemaPaths {
    private final Schema schema;

    /// What stands at a path.
    public sealed interface Answer {}

    /// The path leads somewhere.
    ///
    /// @param required whether each attribute on the path is: it is absent only if an entity on the way is not known
    public record Found(Type type, boolean required) implements Answer {}

    /// The path leads nowhere.
    ///
    /// @param index   which name of the path is the first one nobody knows
    /// @param on      the type that has no such attribute
    /// @param nearest an attribute it does have, if one is spelled much like that
    public record Unknown(int index, String name, Type on, Optional<String> nearest) implements Answer {}

    public SchemaPaths(Schema schema) {
        this.schema = schema;
    }

    /// The type of what a request binds in `environment`.
    ///
    /// @throws IllegalArgumentException where the schema does not know the action
    public Type typeOf(Root root, Environment environment) {
        return switch (root) {
            case PRINCIPAL -> new Type.Entity(environment.principal());
            case ACTION -> new Type.Entity(environment.action().type());
            case RESOURCE -> new Type.Entity(environment.resource());
            case CONTEXT -> context(environment);
        };
    }

    /// What `path` leads to from `root` in `environment`. The empty path leads to the root itself.
    ///
    /// @throws IllegalArgumentException where the schema does not know the action
    public Answer typeOf(Root root, List<String> path, Environment environment) {
        return typeOf(typeOf(root, environment), path);
    }

    /// What `path` leads to from a value of type `from`.
    public Answer typeOf(Type from, List<String> path) {
        var at = from;
        var required = true;
        for (var index = 0; index < path.size(); index++) {
            var attributes = attributes(at);
            var name = path.get(index);
            var attribute = attributes.get(name);
            if (attribute == null) {
                return new Unknown(index, name, at, Spelling.nearest(name, attributes.keySet()));
            }
            at = attribute.type();
            required &= attribute.required();
        }
        return new Found(at, required);
    }

    /// The attributes of a record or of an entity; none of anything else, of actions, and of entities not in the schema.
    public Map<String, Type.Attribute> attributes(Type type) {
        return switch (type) {
            case Type.RecordOf(var attributes) -> attributes;
            case Type.Entity(var name) -> schema.entityType(name)
                    .map(known -> known.attributes().attributes())
                    .orElse(Map.of());
            case Type.Primitive _,Type.Extension _,Type.SetOf _ -> Map.of();
        };
    }

    private Type context(Environment environment) {
        return schema.action(environment.action())
                .map(Schema.Action::context)
                .orElseThrow(() -> new IllegalArgumentException(
                        "action `%s` is not in the schema".formatted(environment.action())));
    }
}
