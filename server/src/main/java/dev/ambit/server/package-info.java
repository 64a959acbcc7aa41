/// The imperative shell: the one process that reads the clock, files and sockets, and `main`, which wires it together.
/// It relies on `cedar`. Elsewhere: [dev.ambit.server.cli] is what a person types.
@NullMarked
package dev.ambit.server;

import org.jspecify.annotations.NullMarked;
