/// `ambit keys …`: who may call the server. It works on the list of callers itself.
@NullMarked
package dev.ambit.server.cli.keys;

import org.jspecify.annotations.NullMarked;
