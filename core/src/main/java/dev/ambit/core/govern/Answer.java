package dev.ambit.core.govern;

import dev.ambit.core.state.Event;
import java.util.List;

/// What comes of a command.
public sealed interface Answer {

    /// @param events to be appended to the journal in this order, all or none; empty where all is as wanted already
    record Accepted(List<Event> events) implements Answer {
        public Accepted {
            events = List.copyOf(events);
        }
    }

    /// @param refusals every reason, at least one
    record Refused(List<Refusal> refusals) implements Answer {
        public Refused {
            refusals = List.copyOf(refusals);
        }
    }
}
