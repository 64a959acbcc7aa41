/// Facts come in: what sources in the world say is so.
///
/// An [Arrival] is what came, of which nothing is known to be true. A [Receiver] makes a message of the core of it, once it has
/// verified who sent it, or rejects it with a [Reason]. Whether a message counts is for the catalogue to say, in `core.govern`.
/// Each kind of source has a package: signed webhooks, signed statements, shared signals, polled addresses.
/// Elsewhere: `house` brings messages to the journal, `pdp.api` has the routes they come in by.
@NullMarked
package dev.ambit.server.pip;

import org.jspecify.annotations.NullMarked;
