/// What the server says of itself while it runs, a line for each thing that happened, for people or for programs.
/// Whoever has something to say asks `System.getLogger` for a logger of the name of its class, and adds what programs should find as
/// [Detail]s. Nothing is said on the path of a decision: what was decided is in the record. Elsewhere: `log` is the tamper-evident log
/// that decisions and changes are kept in, and has nothing to do with this.
@NullMarked
package dev.ambit.server.logging;

import org.jspecify.annotations.NullMarked;
