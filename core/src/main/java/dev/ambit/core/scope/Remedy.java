package dev.ambit.core.scope;

import java.util.List;
import java.util.stream.Collectors;

/// Under which circumstances a request that is not permitted would be: it was decided again with them, and permitted.
///
/// @param changes all of them together; at least one
public record Remedy(List<Change> changes) {
    public Remedy {
        changes = List.copyOf(changes);
    }

    /// In words, for whoever runs Ambit: a clause.
    @Override
    public String toString() {
        return changes.stream().map(Change::words).collect(Collectors.joining(", and ", "would be permitted ", ""));
    }
}
