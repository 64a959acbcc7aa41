package dev.ambit.cedar.schema;

import dev.ambit.cedar.schema.WrittenSchema.ActionDeclaration;
import dev.ambit.cedar.schema.WrittenSchema.Declaration;
import dev.ambit.cedar.schema.WrittenSchema.EntityDeclaration;
import dev.ambit.cedar.schema.WrittenSchema.EnumDeclaration;
import dev.ambit.cedar.schema.WrittenSchema.Name;
import dev.ambit.cedar.schema.WrittenSchema.Namespace;
import dev.ambit.cedar.schema.WrittenSchema.TypeDeclaration;
import dev.ambit.cedar.schema.WrittenType.Attribute;
import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.Mistakes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds what Cedar allows in a schema although hardly anybody means it.
final class Doubts {
    private final WrittenSchema schema;
    private final Mistakes found = new Mistakes();

    private Doubts(WrittenSchema schema) {
        this.schema = schema;
    }

    static List<Diagnostic> in(WrittenSchema schema) {
        var doubts = new Doubts(schema);
        schema.namespaces().forEach(doubts::lookAt);
        return doubts.found.inOrder();
    }

    private void lookAt(Namespace namespace) {
        var entityTypes = namespace.declarations().stream()
                .filter(declaration -> declaration instanceof EntityDeclaration
                        || declaration instanceof EnumDeclaration)
                .flatMap(declaration -> declaration.names().stream())
                .map(Name::text)
                .collect(Collectors.toSet());
        namespace.declarations().forEach(declaration -> lookAt(declaration, entityTypes));
    }

    private void lookAt(Declaration declaration, Set<String> entityTypes) {
        switch (declaration) {
            case EntityDeclaration entity -> {
                entity.names().forEach(this::hidesBuiltIn);
                lookAt(entity.shape());
                entity.tags().ifPresent(this::lookAt);
            }
            case EnumDeclaration entity -> {
                entity.names().forEach(this::hidesBuiltIn);
                repeated(entity.ids(), "id", "is enumerated twice");
            }
            case TypeDeclaration type -> {
                hidesBuiltIn(type.name());
                hidesEntityType(type.name(), entityTypes);
                lookAt(type.type());
            }
            case ActionDeclaration action -> action.appliesTo().ifPresent(clause -> lookAt(clause.context()));
        }
    }

    private void lookAt(WrittenType type) {
        switch (type) {
            case WrittenType.Primitive _,WrittenType.Named _ -> {}
            case WrittenType.SetOf(var element, _) -> lookAt(element);
            case WrittenType.RecordOf(var attributes, _) -> {
                repeated(attributes.stream().map(Attribute::name).toList(), "attribute",
                        "is declared twice, and only the later declaration counts");
                attributes.forEach(attribute -> lookAt(attribute.type()));
            }
        }
    }

    private void repeated(List<Name> names, String subject, String doubt) {
        var seen = new HashSet<String>();
        for (var name : names) {
            if (!seen.add(name.text())) {
                warn("repeated-name", name, "%s `%s` %s".formatted(subject, name, doubt), "Remove one of them");
            }
        }
    }

    private void hidesBuiltIn(Name name) {
        if (Names.builtIn(name.text()).isPresent()) {
            warn("hidden-type", name, "`%s` hides the built-in type of that name".formatted(name),
                    "Write `__cedar::%s` for the built-in type".formatted(name));
        }
    }

    private void hidesEntityType(Name name, Set<String> entityTypes) {
        if (entityTypes.contains(name.text())) {
            warn("hidden-type", name, "common type `%s` hides the entity type of that name".formatted(name),
                    "No attribute can hold such an entity until one of them is renamed");
        }
    }

    private void warn(String code, Name name, String message, String help) {
        found.add(Diagnostic.warning(code, schema.source(), name.span(), message).help(help));
    }
}
