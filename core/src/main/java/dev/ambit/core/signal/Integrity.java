package dev.ambit.core.signal;

import java.util.Locale;

/// How sure it is who said something; each includes those before it.
public enum Integrity {
    /// Whoever sent it says so.
    ASSERTED,
    /// The channel it came through is authenticated.
    AUTHENTICATED,
    /// It carries its source's signature.
    SIGNED;

    public boolean isAtLeast(Integrity other) {
        return compareTo(other) >= 0;
    }

    /// As it is written in a catalogue.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
