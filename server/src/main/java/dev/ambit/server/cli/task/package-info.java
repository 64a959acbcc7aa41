/// `ambit task …`: tasks of a running server, from their opening to their end.
@NullMarked
package dev.ambit.server.cli.task;

import org.jspecify.annotations.NullMarked;
