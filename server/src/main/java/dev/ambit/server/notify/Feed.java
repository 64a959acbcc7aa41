package dev.ambit.server.notify;

import dev.ambit.core.state.Event;
import java.io.IOException;
import java.util.List;

/// What happened, in order, as far as it is on disk and in force.
public interface Feed {

    /// One event, and where it stands.
    record Told(long position, Event event) {}

    /// How many events there are, those that are no longer kept included.
    long size();

    /// The first that is still kept.
    long first();

    /// Events in order.
    ///
    /// @param from the first of them, still kept
    /// @param most at least 1
    List<Told> read(long from, int most) throws IOException;
}
