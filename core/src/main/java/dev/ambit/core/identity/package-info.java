/// Who asks: a [Principal], and how it was proven.
/// Elsewhere: `server.pip` turns a certificate, token or key into a proof; here a proof is a fact with an end.
@NullMarked
package dev.ambit.core.identity;

import org.jspecify.annotations.NullMarked;
