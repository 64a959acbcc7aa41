package dev.ambit.cedar.explain;

import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.engine.InputPath;
import dev.ambit.cedar.engine.InputPath.Step;
import dev.ambit.cedar.engine.Read;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.validate.Environment;
import dev.ambit.cedar.validate.SchemaPaths;
import java.util.List;
import java.util.Optional;

/// What a schema says of the type of an input.
final class DeclaredTypes {
    private final SchemaPaths paths;
    private final Schema schema;
    private final Environment environment;

    DeclaredTypes(Schema schema, Request request) {
        this.paths = new SchemaPaths(schema);
        this.schema = schema;
        this.environment = new Environment(request.principal().type(), request.action(), request.resource().type());
    }

    /// Empty where the schema does not know it, or where the way to it leads through a tag.
    Optional<Type> of(Read.Subject subject) {
        return switch (subject) {
            case Read.AtPath(var path) when schema.action(environment.action()).isPresent() ->
                follow(paths.typeOf(path.root(), environment), path.steps());
            case Read.AtPath _,Read.Computed _ -> Optional.empty();
            case Read.OfEntity(var entity, var step) -> follow(new Type.Entity(entity.type()), List.of(step));
        };
    }

    private Optional<Type> follow(Type from, List<Step> steps) {
        return steps.stream().allMatch(InputPath.Attribute.class::isInstance)
                && paths.typeOf(from, steps.stream().map(Step::name).toList()) instanceof SchemaPaths.Found(var type, _)
                        ? Optional.of(type)
                        : Optional.empty();
    }
}
