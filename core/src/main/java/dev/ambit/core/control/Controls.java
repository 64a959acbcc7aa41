package dev.ambit.core.control;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/// How the organisation has its emergency controls used.
///
/// @param byTwo those that do nothing until a second operator confirms
public record Controls(Set<Control> byTwo) {
    /// Each by one operator alone.
    public static final Controls BY_ONE = new Controls(Set.of());

    public Controls {
        byTwo = Collections.unmodifiableSet(new TreeSet<>(byTwo));
    }

    public boolean needsTwo(Control control) {
        return byTwo.contains(control);
    }
}
