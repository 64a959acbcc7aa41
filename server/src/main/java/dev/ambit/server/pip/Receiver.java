package dev.ambit.server.pip;

import dev.ambit.core.signal.Message;

/// Believes messages of one source, or does not. It looks at nothing but the message and its own keys, and may be asked by any
/// number of threads.
public interface Receiver {
    /// What the source says in `arrival`.
    ///
    /// @throws Rejected where it cannot be known that the source says it, or what it says
    Message receive(Arrival arrival) throws Rejected;
}
