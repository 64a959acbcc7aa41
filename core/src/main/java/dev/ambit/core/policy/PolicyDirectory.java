package dev.ambit.core.policy;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.text.Source;
import java.util.List;
import java.util.Optional;

/// A policy directory as it was read, nothing checked but that each file is of its format.
///
/// @param schema     Cedar schema, in the human or the JSON syntax
/// @param guardrails Cedar policies that hold for every task
/// @param entities   Cedar entity JSON
/// @param signals    the catalogue
/// @param profiles   one profile in each
public record PolicyDirectory(
        List<Source> schema,
        List<Source> guardrails,
        Optional<Source> entities,
        List<Document> signals,
        List<Document> profiles) {

    /// A YAML file as the data it stands for, each value with its place in the file.
    public record Document(Source source, Json content) {}

    public PolicyDirectory {
        schema = List.copyOf(schema);
        guardrails = List.copyOf(guardrails);
        signals = List.copyOf(signals);
        profiles = List.copyOf(profiles);
    }
}
