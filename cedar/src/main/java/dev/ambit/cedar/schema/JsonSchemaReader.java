package dev.ambit.cedar.schema;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReader;
import dev.ambit.cedar.schema.WrittenSchema.ActionDeclaration;
import dev.ambit.cedar.schema.WrittenSchema.ActionName;
import dev.ambit.cedar.schema.WrittenSchema.AppliesTo;
import dev.ambit.cedar.schema.WrittenSchema.Declaration;
import dev.ambit.cedar.schema.WrittenSchema.EntityDeclaration;
import dev.ambit.cedar.schema.WrittenSchema.EnumDeclaration;
import dev.ambit.cedar.schema.WrittenSchema.Name;
import dev.ambit.cedar.schema.WrittenSchema.Namespace;
import dev.ambit.cedar.schema.WrittenSchema.TypeDeclaration;
import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Mistakes;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads a schema in the JSON syntax. A mistake of JSON itself ends the reading; all others are reported together.
final class JsonSchemaReader {
    private final Source source;
    private final Mistakes mistakes;
    private final JsonTypeReader types;

    private JsonSchemaReader(Source source, Limits limits, Mistakes mistakes) {
        this.source = source;
        this.mistakes = mistakes;
        this.types = new JsonTypeReader(source, limits, mistakes);
    }

    static WrittenSchema read(Source source, Limits limits) throws InvalidInput {
        var json = JsonReader.read(source, limits);
        var mistakes = new Mistakes();
        var reader = new JsonSchemaReader(source, limits, mistakes);
        var namespaces = reader.fields("the schema", json).entries(reader::namespace);
        mistakes.refuse();
        return new WrittenSchema(source, namespaces);
    }

    private Namespace namespace(Name name, Json value) {
        var isEmpty = name.text().isEmpty();
        var fields = fields(isEmpty ? "the empty namespace" : "namespace `" + types.checked(name) + "`", value);
        var annotations = types.annotations(fields);
        if (isEmpty && !annotations.isEmpty()) {
            fields.report("misplaced-annotation", name.span(), "the empty namespace has annotations");
        }
        var declarations = new ArrayList<Declaration>();
        fields.get("commonTypes").ifPresent(all -> declarations
                .addAll(fields.object("commonTypes", all).entries(this::commonType)));
        fields.require("entityTypes").ifPresent(all -> declarations
                .addAll(fields.object("entityTypes", all).entries(this::entityType)));
        fields.require("actions").ifPresent(all -> declarations
                .addAll(fields.object("actions", all).entries(this::action)));
        fields.refuseOthers();
        return new Namespace(annotations, name, declarations, value.span());
    }

    private Declaration commonType(Name name, Json value) {
        var fields = fields("common type `" + identifier(name) + "`", value);
        var type = types.read(fields);
        var annotations = types.annotations(fields);
        fields.refuseOthers();
        return new TypeDeclaration(annotations, name, type, name.span().to(value.span()));
    }

    private Declaration entityType(Name name, Json value) {
        var fields = fields("entity type `" + identifier(name) + "`", value);
        var annotations = types.annotations(fields);
        var span = name.span().to(value.span());
        var declaration = fields.get("enum")
                .<Declaration>map(ids -> new EnumDeclaration(annotations, List.of(name), ids(fields, ids), span))
                .orElseGet(() -> plainEntityType(fields, annotations, name, span));
        fields.refuseOthers();
        return declaration;
    }

    private List<Name> ids(JsonFields fields, Json value) {
        if (value instanceof Json.Arr(var items, _) && items.isEmpty()) {
            fields.report("empty-enum", value.span(), "%s has no ids to choose from".formatted(fields.subject()));
        }
        return fields.strings("enum", value);
    }

    private Declaration plainEntityType(JsonFields fields, Map<String, Optional<String>> annotations, Name name,
            Span span) {
        var memberOf = fields.get("memberOfTypes").map(all -> entityTypes(fields, "memberOfTypes", all));
        var shape = fields.get("shape").map(type -> types.read("the shape of " + fields.subject(), type));
        var tags = fields.get("tags").map(type -> types.read("the type of tags of " + fields.subject(), type));
        return new EntityDeclaration(annotations, List.of(name), memberOf.orElse(List.of()),
                shape.orElse(WrittenType.RecordOf.EMPTY), tags, span);
    }

    private Declaration action(Name name, Json value) {
        var fields = fields("action `" + name + "`", value);
        fields.getUnlessNull("attributes").ifPresent(attributes -> fields.report("action-attributes",
                attributes.span(), "%s has attributes, which Cedar does not support".formatted(fields.subject())));
        var memberOf = fields.getUnlessNull("memberOf").map(all -> fields.array("memberOf", all)).orElse(List.of())
                .stream().flatMap(group -> group(fields, group).stream()).toList();
        var appliesTo = fields.getUnlessNull("appliesTo").map(clause -> appliesTo(fields, clause));
        var annotations = types.annotations(fields);
        fields.refuseOthers();
        return new ActionDeclaration(annotations, List.of(name), memberOf, appliesTo, name.span().to(value.span()));
    }

    private Optional<ActionName> group(JsonFields action, Json value) {
        var fields = action.object("memberOf", value);
        var type = fields.getUnlessNull("type").flatMap(name -> fields.string("type", name)).map(types::checked);
        var id = fields.requireString("id");
        fields.refuseOthers();
        return id.map(name -> new ActionName(type, name));
    }

    private AppliesTo appliesTo(JsonFields action, Json value) {
        var fields = action.object("appliesTo", value);
        var principals = fields.require("principalTypes").map(all -> entityTypes(fields, "principalTypes", all));
        var resources = fields.require("resourceTypes").map(all -> entityTypes(fields, "resourceTypes", all));
        var context = fields.get("context").map(type -> types.read("the context of " + action.subject(), type));
        fields.refuseOthers();
        return new AppliesTo(principals.orElse(List.of()), resources.orElse(List.of()),
                context.orElse(WrittenType.RecordOf.EMPTY));
    }

    private List<Name> entityTypes(JsonFields fields, String field, Json value) {
        return fields.strings(field, value).stream().map(types::checked).toList();
    }

    private Name identifier(Name name) {
        if (!Identifiers.isPlain(name.text())) {
            mistakes.add(Diagnostic.error("malformed-name", source, name.span(),
                    "`%s` cannot name a type of a namespace".formatted(name))
                    .help("Names are identifiers, and no words of the policy language"));
        }
        return name;
    }

    private JsonFields fields(String subject, Json value) {
        return new JsonFields(source, mistakes, subject, value);
    }
}
