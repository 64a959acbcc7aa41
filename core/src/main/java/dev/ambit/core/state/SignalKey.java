package dev.ambit.core.state;

import dev.ambit.cedar.value.EntityUid;
import java.util.Comparator;

/// A signal, of one subject.
record SignalKey(String signal, EntityUid subject) implements Comparable<SignalKey> {
    private static final Comparator<SignalKey> ORDER = Comparator.comparing(SignalKey::signal)
            .thenComparing(SignalKey::subject);

    @Override
    public int compareTo(SignalKey other) {
        return ORDER.compare(this, other);
    }
}
