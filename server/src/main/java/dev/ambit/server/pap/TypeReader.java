package dev.ambit.server.pap;

import dev.ambit.core.policy.Written;
import dev.ambit.core.policy.WrittenType;
import dev.ambit.core.policy.WrittenType.Part;
import dev.ambit.server.yaml.Fields;
import dev.ambit.server.yaml.Forms;
import dev.ambit.server.yaml.Page;
import dev.ambit.server.yaml.Yaml;
import java.util.List;
import java.util.Optional;

/// Reads types as they stand in YAML: a name, or a mapping from the names of attributes to their types.
final class TypeReader {
    private TypeReader() {}

    static Optional<WrittenType> type(Yaml yaml, Page page) {
        return yaml instanceof Yaml.Mapping
                ? Optional.of(new WrittenType.RecordOf(parts(yaml, page), page.passage(yaml)))
                : Forms.CEDAR.read(yaml, page).map(WrittenType.Named::new);
    }

    /// The attributes of a record, or the inputs of a profile.
    static List<Part> parts(Yaml yaml, Page page) {
        return Fields.any(yaml, page, "a mapping from names to types").stream()
                .flatMap(entry -> type(entry.value(), page).map(type -> part(entry.key(), type, page)).stream())
                .toList();
    }

    private static Part part(Yaml.Scalar key, WrittenType type, Page page) {
        var isOptional = key.text().endsWith("?");
        var name = isOptional ? key.text().substring(0, key.text().length() - 1) : key.text();
        return new Part(new Written<>(name, page.passage(key)), !isOptional, type);
    }
}
