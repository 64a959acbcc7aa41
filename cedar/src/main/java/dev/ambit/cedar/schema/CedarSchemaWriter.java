package dev.ambit.cedar.schema;

import dev.ambit.cedar.schema.WrittenSchema.ActionDeclaration;
import dev.ambit.cedar.schema.WrittenSchema.ActionName;
import dev.ambit.cedar.schema.WrittenSchema.AppliesTo;
import dev.ambit.cedar.schema.WrittenSchema.Declaration;
import dev.ambit.cedar.schema.WrittenSchema.EntityDeclaration;
import dev.ambit.cedar.schema.WrittenSchema.EnumDeclaration;
import dev.ambit.cedar.schema.WrittenSchema.Name;
import dev.ambit.cedar.schema.WrittenSchema.Namespace;
import dev.ambit.cedar.schema.WrittenSchema.TypeDeclaration;
import dev.ambit.cedar.schema.WrittenType.Attribute;
import dev.ambit.cedar.schema.WrittenType.Meaning;
import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Mistakes;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.Quoted;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Writes a schema in the human syntax, indented by two spaces, an attribute a line.
/// The JSON syntax can say a few things this one cannot; they are reported.
final class CedarSchemaWriter {
    private static final int INDENT = 2;

    /// Deeper lines are indented no further, so that the text stays as long as what it says.
    private static final int DEEPEST_INDENTED = 20;

    private final WrittenSchema schema;
    private final Definitions definitions;
    private final Mistakes mistakes;
    private final StringBuilder out = new StringBuilder();
    private Scope scope;
    private int level;

    private CedarSchemaWriter(WrittenSchema schema, Definitions definitions, Mistakes mistakes) {
        this.schema = schema;
        this.definitions = definitions;
        this.mistakes = mistakes;
        this.scope = new Scope(schema.source(), "");
    }

    /// @param definitions what `schema` declares, and nothing else
    static String write(WrittenSchema schema, Definitions definitions) throws InvalidInput {
        var mistakes = new Mistakes();
        var writer = new CedarSchemaWriter(schema, definitions, mistakes);
        writer.separated(schema.namespaces(), writer::namespace);
        mistakes.refuse();
        return writer.out.toString();
    }

    private void namespace(Namespace namespace) {
        scope = new Scope(schema.source(), namespace.name().text());
        if (!scope.isNamed()) {
            separated(namespace.declarations(), this::declaration);
            return;
        }
        annotations(namespace.annotations());
        line("namespace ").append(namespace.name().text()).append(" {\n");
        level++;
        separated(namespace.declarations(), this::declaration);
        level--;
        line("}\n");
    }

    private void declaration(Declaration declaration) {
        annotations(declaration.annotations());
        switch (declaration) {
            case EntityDeclaration entity -> entity(entity);
            case EnumDeclaration entity -> line("entity ").append(list(entity.names())).append(" enum [")
                    .append(entity.ids().stream().map(id -> Quoted.string(id.text())).collect(Collectors.joining(", ")))
                    .append(']');
            case ActionDeclaration action -> action(action);
            case TypeDeclaration type -> {
                line("type ").append(type.name().text()).append(" = ");
                type(type.type());
            }
        }
        out.append(";\n");
    }

    private void entity(EntityDeclaration entity) {
        line("entity ").append(list(entity.names()));
        if (!entity.memberOf().isEmpty()) {
            out.append(" in [").append(list(entity.memberOf())).append(']');
        }
        if (!(entity.shape() instanceof WrittenType.RecordOf(var attributes, _))) {
            report(entity.shape().span(),
                    "entity type `%s` takes its shape from a type, which only the JSON syntax can say"
                            .formatted(entity.names().getFirst()), "Write the record itself");
        } else if (!attributes.isEmpty()) {
            out.append(' ');
            record(attributes);
        }
        entity.tags().ifPresent(tags -> {
            out.append(" tags ");
            type(tags);
        });
    }

    private void action(ActionDeclaration action) {
        line("action ").append(action.names().stream().map(name -> Identifiers.written(name.text()))
                .collect(Collectors.joining(", ")));
        if (!action.memberOf().isEmpty()) {
            out.append(" in [").append(action.memberOf().stream().map(CedarSchemaWriter::group)
                    .collect(Collectors.joining(", "))).append(']');
        }
        action.appliesTo().ifPresent(clause -> appliesTo(action, clause));
    }

    private static String group(ActionName group) {
        var id = group.id().text();
        return group.type().map(type -> EntityUid.of(type.text(), id).toString()).orElse(Identifiers.written(id));
    }

    /// An action that nobody may ask for, or for nothing, is written as what it is: a group.
    private void appliesTo(ActionDeclaration action, AppliesTo clause) {
        if (clause.principals().isEmpty() || clause.resources().isEmpty()) {
            return;
        }
        out.append(" appliesTo {\n");
        level++;
        line("principal: [").append(list(clause.principals())).append("],\n");
        line("resource: [").append(list(clause.resources())).append("],\n");
        context(action, clause.context());
        level--;
        line("}");
    }

    private void context(ActionDeclaration action, WrittenType context) {
        switch (context) {
            case WrittenType.RecordOf(var attributes, _) when attributes.isEmpty() -> {}
            case WrittenType.RecordOf(var attributes, _) -> {
                line("context: ");
                record(attributes);
                out.append(",\n");
            }
            case WrittenType.Named(var name, var meaning) when meaning != Meaning.ENTITY -> line("context: ")
                    .append(visible(name, meaning)).append(",\n");
            case WrittenType.Named _,WrittenType.Primitive _,WrittenType.SetOf _ -> report(context.span(),
                    "the context of action `%s` is neither a record nor the name of one"
                            .formatted(action.names().getFirst()),
                    "Write the record itself");
        }
    }

    private void type(WrittenType type) {
        switch (type) {
            case WrittenType.Primitive(var primitive, _) -> out.append(visible(primitive.toString()));
            case WrittenType.Named(var name, var meaning) -> out.append(visible(name, meaning));
            case WrittenType.SetOf(var element, _) -> {
                out.append("Set<");
                type(element);
                out.append('>');
            }
            case WrittenType.RecordOf(var attributes, _) -> record(attributes);
        }
    }

    private void record(List<Attribute> attributes) {
        if (attributes.isEmpty()) {
            out.append("{}");
            return;
        }
        out.append("{\n");
        level++;
        for (var attribute : attributes) {
            annotations(attribute.annotations());
            line(Identifiers.written(attribute.name().text())).append(attribute.required() ? ": " : "?: ");
            type(attribute.type());
            out.append(",\n");
        }
        level--;
        line("}");
    }

    /// `name` such that it means here what it means in the JSON syntax, which can exclude what this one cannot.
    private String visible(Name name, Meaning meaning) {
        return switch (meaning) {
            case COMMON_OR_ENTITY -> name.text();
            case EXTENSION -> visible(name.text());
            case COMMON -> isHiddenByCommonType(name.text()) ? name.text() : visible(name.text());
            case ENTITY -> {
                if (isHiddenByCommonType(name.text())) {
                    report(name.span(), "entity type `%s` is hidden by the common type of that name".formatted(name),
                            "Rename one of them: only the JSON syntax can tell them apart");
                }
                yield name.text();
            }
        };
    }

    /// The name of a built-in type, in full where something else is declared by its short name; any other name as it is.
    private String visible(String name) {
        var isHidden = isDeclared(name) || isDeclared(scope.qualify(name));
        return isHidden && Names.builtIn(name).isPresent() ? Identifiers.CEDAR + "::" + name : name;
    }

    private boolean isDeclared(String name) {
        return definitions.entityTypes().containsKey(name) || definitions.commonTypes().containsKey(name);
    }

    private boolean isHiddenByCommonType(String name) {
        return definitions.commonTypes().containsKey(name)
                || !name.contains("::") && definitions.commonTypes().containsKey(scope.qualify(name));
    }

    private void annotations(Map<String, Optional<String>> annotations) {
        annotations.forEach((name, value) -> {
            line("@").append(name);
            value.ifPresent(text -> out.append('(').append(Quoted.string(text)).append(')'));
            out.append('\n');
        });
    }

    private <T> void separated(List<T> items, Consumer<T> each) {
        var before = "";
        for (var item : items) {
            out.append(before);
            each.accept(item);
            before = "\n";
        }
    }

    private static String list(List<Name> names) {
        return names.stream().map(Name::text).collect(Collectors.joining(", "));
    }

    private StringBuilder line(String begin) {
        return out.repeat(' ', INDENT * Math.min(level, DEEPEST_INDENTED)).append(begin);
    }

    private void report(Span span, String message, String help) {
        mistakes.add(Diagnostic.error("json-only", schema.source(), span, message).help(help));
    }
}
