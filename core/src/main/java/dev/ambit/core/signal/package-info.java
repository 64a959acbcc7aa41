/// What is so in the world, as far as it was heard. The [Catalogue] says which signals there are and what each may do to
/// an answer; a [Reading] is one thing heard; its [Standing] is what that is worth now.
/// Elsewhere: `server.pip` receives and verifies signals.
@NullMarked
package dev.ambit.core.signal;

import org.jspecify.annotations.NullMarked;
