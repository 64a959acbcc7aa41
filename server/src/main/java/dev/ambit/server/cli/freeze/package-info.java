/// The group `ambit freeze`: emergency controls from a terminal.
@NullMarked
package dev.ambit.server.cli.freeze;

import org.jspecify.annotations.NullMarked;
