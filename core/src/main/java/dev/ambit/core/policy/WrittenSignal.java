package dev.ambit.core.policy;

import dev.ambit.core.signal.Integrity;
import dev.ambit.core.signal.Signal.Influence;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One entry of the signal catalogue, as its author wrote it. What is empty and must not be has been told of already.
///
/// @param holdFor how long the last value counts on when its source is silent
/// @param heartbeat how often its source promises to be heard
/// @param isWhole whether nothing was left out because it could not be read
public record WrittenSignal(
        Written<String> name,
        Optional<Written<String>> about,
        Optional<WrittenType> value,
        Optional<Written<String>> source,
        Optional<Written<Integrity>> integrity,
        Optional<Written<Influence>> influence,
        Optional<Written<Duration>> freshFor,
        Optional<Written<Duration>> holdFor,
        Optional<Written<Duration>> heartbeat,
        boolean isSensitive,
        List<Written<String>> purposes,
        Optional<Written<String>> owner,
        Optional<Written<String>> description,
        boolean isWhole) {

    public WrittenSignal {
        purposes = List.copyOf(purposes);
    }
}
