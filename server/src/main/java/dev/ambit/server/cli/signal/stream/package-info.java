/// The group `ambit signal stream`: the streams by which shared signals come, from a terminal.
@NullMarked
package dev.ambit.server.cli.signal.stream;

import org.jspecify.annotations.NullMarked;
