/// `ambit policy …`: work on policy directories. No server is needed, and none is asked.
@NullMarked
package dev.ambit.server.cli.policy;

import org.jspecify.annotations.NullMarked;
