/// `ambit serve`: the server as a process, until it is told to stop.
@NullMarked
package dev.ambit.server.cli.serve;

import org.jspecify.annotations.NullMarked;
