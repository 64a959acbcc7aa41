/// Records of decisions, and what can be shown of them from the files alone: that a log is what was signed, and that every decision
/// in it is taken again as it was.
@NullMarked
package dev.ambit.server.cli.record;

import org.jspecify.annotations.NullMarked;
