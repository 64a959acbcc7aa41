package dev.ambit.cedar.validate;

import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.value.EntityUid;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/// One kind of request a schema allows: a type of principal, an action, a type of resource. The action fixes the type of
/// the context.
///
/// @param principal qualified type name
/// @param resource  qualified type name
public record Environment(String principal, EntityUid action, String resource) {

    /// Every environment of `schema`: by action, then principal, then resource, each in the order of names.
    public static List<Environment> allOf(Schema schema) {
        return schema.actions().values().stream()
                .flatMap(Environment::of)
                .toList();
    }

    /// Every environment in which `action` is asked for; none where the schema does not know it.
    public static List<Environment> allOf(Schema schema, EntityUid action) {
        return schema.action(action).stream().flatMap(Environment::of).toList();
    }

    private static Stream<Environment> of(Schema.Action action) {
        return new TreeSet<>(action.principals()).stream()
                .flatMap(principal -> new TreeSet<>(action.resources())
                        .stream().map(resource -> new Environment(principal, action.uid(), resource)));
    }

    @Override
    public String toString() {
        return "`%s` asks `%s` of `%s`".formatted(principal, action, resource);
    }
}
