package dev.ambit.server.house;

import dev.ambit.core.govern.Refusal;
import dev.ambit.core.state.State;
import java.util.List;

/// What came of something that somebody wanted changed.
public sealed interface Outcome {

    /// It is so, and on disk.
    ///
    /// @param state with it
    record Done(State state) implements Outcome {}

    /// It may not be; nothing was changed.
    record Refused(List<Refusal> refusals) implements Outcome {
        public Refused {
            refusals = List.copyOf(refusals);
        }
    }

    /// It could not be kept, so it is not so.
    ///
    /// @param why for operators
    record NotKept(String why) implements Outcome {}
}
