/// The world is told: what happened is read from the journal, and sent to whoever asked to be told, each in its own time.
/// A channel remembers how far it has come in the journal and nothing else, so that neither a restart nor a receiver that is away
/// loses anything. Elsewhere: `approval` asks people, `pip` hears from others.
@NullMarked
package dev.ambit.server.notify;

import org.jspecify.annotations.NullMarked;
