/// Everything known now, as a fold over events: [State] and [Event].
/// The same events give the same state, on every node and at every restart.
/// Elsewhere: `decision` reads a state, `govern` says which events must come next, `server.journal` keeps them.
@NullMarked
package dev.ambit.core.state;

import org.jspecify.annotations.NullMarked;
