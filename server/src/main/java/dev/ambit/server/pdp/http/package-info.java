/// The front: one HTTP/1.1 server on several event loops. It bounds whatever comes in, finds out who calls, finds the
/// [Route], and turns what that answers, or refuses, into bytes.
/// Nothing here may wait: every answer is a future, and whoever needs longer completes it from another thread.
/// Elsewhere: what the routes do.
@NullMarked
package dev.ambit.server.pdp.http;

import org.jspecify.annotations.NullMarked;
