/// Signatures by public keys (RFC 7515): whose [Keys] are believed, and what a [SignedText] says once it was verified by one of
/// them.
@NullMarked
package dev.ambit.server.pip.jose;

import org.jspecify.annotations.NullMarked;
