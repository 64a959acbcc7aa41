package dev.ambit.core.policy;

import dev.ambit.cedar.text.Source;
import dev.ambit.core.control.Controls;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// A policy directory as it was read, nothing checked but that each file is of its format.
///
/// @param name     what people call the directory
/// @param files    every file that counts, by its way from the root of the directory, its parts separated by `/`
/// @param signals  the catalogue
/// @param profiles one profile in each file of `profiles/`
/// @param controls how emergency controls are used
public record PolicyDirectory(
        String name, NavigableMap<String, Source> files, List<WrittenSignal> signals, List<WrittenProfile> profiles,
        Controls controls) {
    /// Where what everything is called by is declared; one of them is there.
    public static final List<String> SCHEMAS = List.of("schema.cedarschema", "schema.cedarschema.json");
    /// Where the facts about entities are.
    public static final String ENTITIES = "entities.json";
    /// Where the policies are that hold for every task.
    public static final String GUARDRAILS = "guardrails/";

    public PolicyDirectory {
        files = Collections.unmodifiableNavigableMap(new TreeMap<>(files));
        signals = List.copyOf(signals);
        profiles = List.copyOf(profiles);
    }

    /// Cedar schemas, in the human or the JSON syntax.
    public List<Source> schemas() {
        return SCHEMAS.stream().map(files::get).flatMap(source -> Optional.ofNullable(source).stream()).toList();
    }

    /// Cedar policies that hold for every task, by the way to their file.
    public Map<String, Source> guardrails() {
        var found = new TreeMap<>(files);
        found.keySet().removeIf(file -> !file.startsWith(GUARDRAILS));
        return found;
    }

    /// Cedar entity JSON.
    public Optional<Source> entities() {
        return Optional.ofNullable(files.get(ENTITIES));
    }

    /// What is said of the directory as a whole is said of this.
    Source place() {
        return new Source(name, "");
    }
}
