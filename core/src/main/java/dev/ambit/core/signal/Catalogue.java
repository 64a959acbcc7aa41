package dev.ambit.core.signal;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The only signals that may be read by a policy, by name.
public record Catalogue(Map<String, Signal> signals) {
    public static final Catalogue EMPTY = new Catalogue(Map.of());

    public Catalogue {
        signals = Collections.unmodifiableMap(new TreeMap<>(signals));
    }

    public Optional<Signal> signal(String name) {
        return Optional.ofNullable(signals.get(name));
    }
}
