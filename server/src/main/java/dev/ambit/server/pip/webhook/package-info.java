/// Webhooks: each [Scheme] is one way in which a sender shows that a request is its own.
@NullMarked
package dev.ambit.server.pip.webhook;

import org.jspecify.annotations.NullMarked;
