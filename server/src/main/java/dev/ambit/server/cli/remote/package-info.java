/// How commands talk to a server: over HTTP, as any other caller does, with a key or a client certificate.
/// What a server answers is a [Reply]; why there is none, or why it refused, is a [NoReply] in words.
/// Nothing here knows a route; commands do.
@NullMarked
package dev.ambit.server.cli.remote;

import org.jspecify.annotations.NullMarked;
