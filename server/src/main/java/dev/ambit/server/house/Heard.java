package dev.ambit.server.house;

import dev.ambit.core.govern.Unheard;
import java.util.List;

/// What came of a message.
///
/// @param outcome  whether what counts of it is on disk
/// @param unheard why the rest of it changes nothing
public record Heard(Outcome outcome, List<Unheard> unheard) {
    public Heard {
        unheard = List.copyOf(unheard);
    }
}
