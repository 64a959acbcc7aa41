/// What HTTP costs around a decision: the front beside a bare echo of the same bytes on the same server, and beside one on
/// Netty alone. All of them answer on one event loop, so that the server and not its client is what is measured.
@NullMarked
package dev.ambit.bench.http;

import org.jspecify.annotations.NullMarked;
