/// OpenID Shared Signals Framework 1.0, as a receiver: security events (RFC 8417) that a transmitter sends (RFC 8935) or keeps to be
/// fetched (RFC 8936), and the stream they come by.
@NullMarked
package dev.ambit.server.pip.ssf;

import org.jspecify.annotations.NullMarked;
