package dev.ambit.core.policy;

import dev.ambit.cedar.text.Passage;
import java.util.List;

/// The type of an input or of a signal's value, as its author wrote it.
public sealed interface WrittenType {

    Passage at();

    /// `Long`, `Set<String>`, or the name of an entity type.
    record Named(Passage at) implements WrittenType {}

    /// `{ open: Bool, ends: datetime }`.
    record RecordOf(List<Part> parts, Passage at) implements WrittenType {
        public RecordOf {
            parts = List.copyOf(parts);
        }
    }

    /// @param required whether every value has it; one that is not is written with a `?` behind its name
    record Part(Written<String> name, boolean required, WrittenType type) {}
}
