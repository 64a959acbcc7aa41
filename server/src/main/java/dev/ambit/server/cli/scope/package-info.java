/// `ambit scope`: what somebody may do right now, and why, as a running server tells it.
@NullMarked
package dev.ambit.server.cli.scope;

import org.jspecify.annotations.NullMarked;
