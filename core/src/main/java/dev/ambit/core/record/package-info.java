/// A decision made to last: what was asked, everything the answer hung on, and the answer, in bytes that can be decided
/// again years later.
/// Elsewhere: `server.record` writes them before the answer leaves.
@NullMarked
package dev.ambit.core.record;

import org.jspecify.annotations.NullMarked;
