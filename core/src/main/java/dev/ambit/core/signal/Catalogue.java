package dev.ambit.core.signal;

import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The only signals that may be read by a policy, by name.
public record Catalogue(Map<String, Signal> signals) {
    public static final Catalogue EMPTY = new Catalogue(Map.of());

    public Catalogue {
        signals = Collections.unmodifiableMap(new TreeMap<>(signals));
    }

    /// The shortest promise to be heard that `source` has made for any of its signals.
    public Optional<Duration> heartbeat(String source) {
        return signals.values().stream()
                .filter(signal -> signal.source().equals(source))
                .flatMap(signal -> signal.heartbeat().stream())
                .min(Comparator.naturalOrder());
    }

    public Optional<Signal> signal(String name) {
        return Optional.ofNullable(signals.get(name));
    }
}
