package dev.ambit.server.pdp.api;

import dev.ambit.core.control.Freeze;
import dev.ambit.core.control.Target;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The house behind the routes of emergency controls. Called on an event loop, and returns at once; answered once the
/// journal has it. Roles have been checked.
public interface Freezes {

    /// What came of it.
    sealed interface Result {
        /// @param freeze as it is now; empty where it was lifted
        record Now(String id, Optional<Freeze> freeze) implements Result {}

        record Not(Refused refused) implements Result {}
    }

    /// All there are, in the order of ids.
    List<Freeze> list();

    /// @param byTwo whether it waits for a second operator, whatever the organisation's controls say
    CompletableFuture<Result> freeze(By by, String id, Target target, String reason, boolean byTwo);

    /// Confirms what waits for a second operator.
    CompletableFuture<Result> confirm(By by, String id);

    CompletableFuture<Result> lift(By by, String id, String reason, boolean byTwo);
}
