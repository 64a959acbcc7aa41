package dev.ambit.cedar.influence;

import dev.ambit.cedar.validate.Environment;
import dev.ambit.cedar.value.EntityUid;
import java.util.Comparator;

/// An action, asked for on resources of one type, by whomever: the grain in which influence is reported.
///
/// @param resource qualified type name
public record ActionOn(EntityUid action, String resource) implements Comparable<ActionOn> {
    private static final Comparator<ActionOn> ORDER = Comparator.comparing(ActionOn::action).thenComparing(
            ActionOn::resource);

    static ActionOn of(Environment environment) {
        return new ActionOn(environment.action(), environment.resource());
    }

    @Override
    public int compareTo(ActionOn other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return "%s on %s".formatted(action, resource);
    }
}
