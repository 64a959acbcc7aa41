/// The transmitter of OpenID Shared Signals 1.0: receivers have streams, and are told over them, as signed security event tokens,
/// when a task is over or stands otherwise than before, and when a risk has changed.
@NullMarked
package dev.ambit.server.notify.ssf;

import org.jspecify.annotations.NullMarked;
