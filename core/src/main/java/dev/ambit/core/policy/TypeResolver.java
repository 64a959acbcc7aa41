package dev.ambit.core.policy;

import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.Findings;
import dev.ambit.cedar.text.Spelling;
import dev.ambit.core.policy.WrittenType.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds out which types are meant by what their author wrote.
final class TypeResolver {
    /// `Set<Set<…>>` is not written deeper than this.
    private static final int DEEPEST = 8;
    private static final Map<String, Type> BUILT_IN = builtIn();

    private final Optional<Schema> schema;
    private final Findings findings;

    /// @param schema empty where it could not be read: then every name may be one
    TypeResolver(Optional<Schema> schema, Findings findings) {
        this.schema = schema;
        this.findings = findings;
    }

    private static Map<String, Type> builtIn() {
        var known = new LinkedHashMap<String, Type>();
        Stream.of(Type.Primitive.values()).forEach(type -> known.put(type.toString(), type));
        Stream.of(Type.Extension.values()).forEach(type -> known.put(type.toString(), type));
        return known;
    }

    /// The type; empty where there is none, which has been told.
    Optional<Type> resolve(WrittenType written) {
        return switch (written) {
            case WrittenType.Named named -> named(named, named.at().text().strip(), 0);
            case WrittenType.RecordOf(var parts, _) -> Optional.of(record(parts));
        };
    }

    /// The record that has these parts, those left out whose type could not be found.
    Type.RecordOf record(List<Part> parts) {
        var attributes = new LinkedHashMap<String, Type.Attribute>();
        for (var part : parts) {
            resolve(part.type()).ifPresent(type -> attributes.put(part.name().value(), new Type.Attribute(type, part
                    .required())));
        }
        return new Type.RecordOf(attributes);
    }

    private Optional<Type> named(WrittenType.Named written, String name, int depth) {
        if (name.startsWith("Set<") && name.endsWith(">") && depth < DEEPEST) {
            return named(written, name.substring("Set<".length(), name.length() - 1).strip(), depth + 1).map(
                    Type.SetOf::new);
        }
        if (BUILT_IN.containsKey(name)) {
            return Optional.ofNullable(BUILT_IN.get(name));
        }
        if (schema.isEmpty() || schema.get().entityType(name).isPresent()) {
            return Optional.of(new Type.Entity(name));
        }
        findings.add(unknown(written, name));
        return Optional.empty();
    }

    private Diagnostic unknown(WrittenType.Named written, String name) {
        var known = new ArrayList<>(BUILT_IN.keySet());
        schema.ifPresent(types -> known.addAll(types.entityTypes().keySet()));
        return Diagnostic.error("unknown-type", written.at().source(), written.at().span(), "type `%s` is not known"
                .formatted(Diagnostic.cut(name))).help(Spelling.didYouMean(name, known).orElse(
                        "A type is `%s`, `Set<…>`, or an entity type of the schema".formatted(String.join("`, `",
                                BUILT_IN.keySet()))));
    }
}
