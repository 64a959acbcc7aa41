package dev.ambit.cedar.schema;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.schema.WrittenSchema.Name;
import dev.ambit.cedar.schema.WrittenType.Attribute;
import dev.ambit.cedar.schema.WrittenType.Meaning;
import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Mistakes;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.value.Quoted;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Reads types, and what stands beside them, in the JSON syntax.
/// A type that is wrong is reported, and read as the empty record.
final class JsonTypeReader {
    private final Source source;
    private final Limits limits;
    private final Mistakes mistakes;
    private int depth;

    JsonTypeReader(Source source, Limits limits, Mistakes mistakes) {
        this.source = source;
        this.limits = limits;
        this.mistakes = mistakes;
    }

    /// The type `value` describes and nothing else.
    ///
    /// @param subject whose type it is, for diagnostics
    WrittenType read(String subject, Json value) {
        var fields = new JsonFields(source, mistakes, subject, value);
        var type = read(fields);
        fields.refuseOthers();
        return type;
    }

    /// The type that some of the fields describe.
    WrittenType read(JsonFields fields) {
        var type = fields.requireString("type");
        if (type.isEmpty()) {
            return WrittenType.RecordOf.EMPTY;
        }
        if (depth > limits.nesting()) {
            fields.report("nesting", fields.span(),
                    "sets and records are nested deeper than %d".formatted(limits.nesting()));
            return WrittenType.RecordOf.EMPTY;
        }
        depth++;
        var read = read(type.get(), fields);
        depth--;
        return read;
    }

    private WrittenType read(Name type, JsonFields fields) {
        return switch (type.text()) {
            case "String" -> new WrittenType.Primitive(Type.Primitive.STRING, fields.span());
            case "Long" -> new WrittenType.Primitive(Type.Primitive.LONG, fields.span());
            case "Boolean" -> new WrittenType.Primitive(Type.Primitive.BOOL, fields.span());
            case "Set" -> set(fields);
            case "Record" -> record(fields);
            case "Entity" -> named(fields, Meaning.ENTITY);
            case "EntityOrCommon" -> named(fields, Meaning.COMMON_OR_ENTITY);
            case "Extension" -> named(fields, Meaning.EXTENSION);
            default -> new WrittenType.Named(checked(type), Meaning.COMMON);
        };
    }

    private WrittenType set(JsonFields fields) {
        var element = fields.require("element");
        return element.isPresent()
                ? new WrittenType.SetOf(read(fields.subject(), element.get()), fields.span())
                : WrittenType.RecordOf.EMPTY;
    }

    private WrittenType record(JsonFields fields) {
        fields.get("additionalAttributes").ifPresent(additional -> {
            if (fields.isTrue("additionalAttributes", additional)) {
                fields.report("open-record", additional.span(),
                        "%s is open to attributes that are not declared, which Cedar does not support"
                                .formatted(fields.subject()));
            }
        });
        var attributes = fields.require("attributes");
        return attributes.isPresent()
                ? new WrittenType.RecordOf(fields.object("attributes", attributes.get()).entries(this::attribute),
                        fields
                                .span())
                : WrittenType.RecordOf.EMPTY;
    }

    private Attribute attribute(Name name, Json value) {
        var fields = new JsonFields(source, mistakes, "attribute `" + name + "`", value);
        var type = read(fields);
        var isRequired = fields.get("required").map(required -> fields.isTrue("required", required)).orElse(true);
        var annotations = annotations(fields);
        fields.refuseOthers();
        return new Attribute(annotations, name, isRequired, type);
    }

    private WrittenType named(JsonFields fields, Meaning meaning) {
        return fields.requireString("name")
                .<WrittenType>map(name -> new WrittenType.Named(checked(name), meaning))
                .orElse(WrittenType.RecordOf.EMPTY);
    }

    /// The annotations in an object, in the order written.
    Map<String, Optional<String>> annotations(JsonFields fields) {
        var annotations = new LinkedHashMap<String, Optional<String>>();
        fields.get("annotations").map(all -> fields.object("annotations", all)).ifPresent(all -> all
                .entries((name, value) -> annotations.put(identifier(name), value instanceof Json.Null
                        ? Optional.empty()
                        : all.string(name.text(), value).map(Name::text))));
        return annotations;
    }

    private String identifier(Name name) {
        if (!Quoted.isIdentifier(name.text())) {
            mistakes.add(Diagnostic.error("malformed-name", source, name.span(),
                    "`%s` cannot name an annotation, which takes an identifier".formatted(name)));
        }
        return name.text();
    }

    /// `name`, reported where it cannot name a type.
    Name checked(Name name) {
        if (!Identifiers.isQualified(name.text())) {
            mistakes.add(Diagnostic.error("malformed-name", source, name.span(),
                    "`%s` cannot name a type or namespace".formatted(name))
                    .help("Names are identifiers joined by `::`, and no words of the policy language"));
        }
        return name;
    }
}
