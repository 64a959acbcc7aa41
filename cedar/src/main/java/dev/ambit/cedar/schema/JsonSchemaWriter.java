package dev.ambit.cedar.schema;

import dev.ambit.cedar.json.Json;
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
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes a schema in the JSON syntax. Expects that no name is declared twice.
final class JsonSchemaWriter {
    private final WrittenSchema schema;
    private long values;

    private JsonSchemaWriter(WrittenSchema schema) {
        this.schema = schema;
    }

    static Json.Obj write(WrittenSchema schema) throws InvalidInput {
        var writer = new JsonSchemaWriter(schema);
        var namespaces = new LinkedHashMap<String, Json>();
        for (var namespace : schema.namespaces()) {
            namespaces.put(namespace.name().text(), writer.write(namespace));
        }
        return Json.object(namespaces);
    }

    private Json write(Namespace namespace) throws InvalidInput {
        var commonTypes = new LinkedHashMap<String, Json>();
        var entityTypes = new LinkedHashMap<String, Json>();
        var actions = new LinkedHashMap<String, Json>();
        for (var declaration : namespace.declarations()) {
            switch (declaration) {
                case TypeDeclaration type -> put(commonTypes, type, write(type));
                case EntityDeclaration entity -> put(entityTypes, entity, write(entity));
                case EnumDeclaration entity -> put(entityTypes, entity, write(entity));
                case ActionDeclaration action -> put(actions, action, write(action));
            }
        }
        var fields = new LinkedHashMap<String, Json>();
        annotations(fields, namespace.annotations());
        if (!commonTypes.isEmpty()) {
            fields.put("commonTypes", Json.object(commonTypes));
        }
        fields.put("entityTypes", Json.object(entityTypes));
        fields.put("actions", Json.object(actions));
        return Json.object(fields);
    }

    /// Several names of one declaration become several, whose text is the product of both: hence the limit.
    private void put(Map<String, Json> all, Declaration declaration, Json value) throws InvalidInput {
        values += (long) declaration.names().size() * count(value);
        if (values > Limits.DEFAULT.elements()) {
            throw new InvalidInput(Diagnostic.error("source-too-long", schema.source(), declaration.span(),
                    "the schema has more than %,d values in the JSON syntax, up to here"
                            .formatted(Limits.DEFAULT.elements())));
        }
        declaration.names().forEach(name -> all.put(name.text(), value));
    }

    private static long count(Json value) {
        var inside = switch (value) {
            case Json.Obj(var fields, _) -> fields.values();
            case Json.Arr(var items, _) -> items;
            case Json.Str _,Json.Num _,Json.Bool _,Json.Null _ -> List.<Json>of();
        };
        var count = 1L;
        for (var each : inside) {
            count += count(each);
        }
        return count;
    }

    private static Json write(TypeDeclaration declaration) {
        var fields = type(declaration.type());
        annotations(fields, declaration.annotations());
        return Json.object(fields);
    }

    private static Json write(EntityDeclaration entity) {
        var fields = new LinkedHashMap<String, Json>();
        annotations(fields, entity.annotations());
        if (!entity.memberOf().isEmpty()) {
            fields.put("memberOfTypes", names(entity.memberOf()));
        }
        if (!isEmptyRecord(entity.shape())) {
            fields.put("shape", write(entity.shape()));
        }
        entity.tags().ifPresent(tags -> fields.put("tags", write(tags)));
        return Json.object(fields);
    }

    private static Json write(EnumDeclaration entity) {
        var fields = new LinkedHashMap<String, Json>();
        annotations(fields, entity.annotations());
        fields.put("enum", names(entity.ids()));
        return Json.object(fields);
    }

    private static Json write(ActionDeclaration action) {
        var fields = new LinkedHashMap<String, Json>();
        annotations(fields, action.annotations());
        if (!action.memberOf().isEmpty()) {
            fields.put("memberOf", Json.array(action.memberOf().stream().map(JsonSchemaWriter::write).toList()));
        }
        action.appliesTo().ifPresent(clause -> fields.put("appliesTo", write(clause)));
        return Json.object(fields);
    }

    private static Json write(ActionName group) {
        var fields = new LinkedHashMap<String, Json>();
        group.type().ifPresent(type -> fields.put("type", Json.of(type.text())));
        fields.put("id", Json.of(group.id().text()));
        return Json.object(fields);
    }

    private static Json write(AppliesTo clause) {
        var fields = new LinkedHashMap<String, Json>();
        fields.put("principalTypes", names(clause.principals()));
        fields.put("resourceTypes", names(clause.resources()));
        if (!isEmptyRecord(clause.context())) {
            fields.put("context", write(clause.context()));
        }
        return Json.object(fields);
    }

    private static Json write(WrittenType type) {
        return Json.object(type(type));
    }

    /// The fields of a type, to which those of whatever it is the type of may be added.
    private static Map<String, Json> type(WrittenType written) {
        var fields = new LinkedHashMap<String, Json>();
        switch (written) {
            case WrittenType.Primitive(var type, _) -> fields.put("type", Json.of(word(type)));
            case WrittenType.Named(var name, var meaning) -> named(fields, name.text(), meaning);
            case WrittenType.SetOf(var element, _) -> {
                fields.put("type", Json.of("Set"));
                fields.put("element", write(element));
            }
            case WrittenType.RecordOf(var attributes, _) -> {
                fields.put("type", Json.of("Record"));
                fields.put("attributes", attributes(attributes));
            }
        }
        return fields;
    }

    private static String word(Type.Primitive type) {
        return switch (type) {
            case BOOL -> "Boolean";
            case LONG -> "Long";
            case STRING -> "String";
        };
    }

    /// A common type called by a word of the JSON syntax can only be told from that word by saying less about it.
    private static void named(Map<String, Json> fields, String name, Meaning meaning) {
        var isSaidByName = meaning == Meaning.COMMON && !Identifiers.isTypeOfJson(name);
        fields.put("type", Json.of(isSaidByName ? name : word(meaning)));
        if (!isSaidByName) {
            fields.put("name", Json.of(name));
        }
    }

    private static String word(Meaning meaning) {
        return switch (meaning) {
            case ENTITY -> "Entity";
            case EXTENSION -> "Extension";
            case COMMON_OR_ENTITY, COMMON -> "EntityOrCommon";
        };
    }

    private static Json attributes(List<Attribute> attributes) {
        var all = new LinkedHashMap<String, Json>();
        for (var attribute : attributes) {
            var fields = type(attribute.type());
            if (!attribute.required()) {
                fields.put("required", Json.of(false));
            }
            annotations(fields, attribute.annotations());
            all.put(attribute.name().text(), Json.object(fields));
        }
        return Json.object(all);
    }

    private static void annotations(Map<String, Json> fields, Map<String, Optional<String>> annotations) {
        if (annotations.isEmpty()) {
            return;
        }
        var all = new LinkedHashMap<String, Json>();
        annotations.forEach((name, value) -> all
                .put(name, value.<Json>map(Json::of).orElse(new Json.Null(Span.NONE))));
        fields.put("annotations", Json.object(all));
    }

    private static Json names(List<Name> names) {
        return Json.array(names.stream().map(name -> Json.of(name.text())).toList());
    }

    private static boolean isEmptyRecord(WrittenType type) {
        return type instanceof WrittenType.RecordOf(var attributes, _) && attributes.isEmpty();
    }
}
