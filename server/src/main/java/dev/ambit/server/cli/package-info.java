/// What a person types: the command `ambit` and its subcommands, one class each.
/// A command reads its arguments, calls what does the work, and says what came of it: in words, or with `--json` for
/// programs. It never decides anything itself, and it ends with one of the [ExitCode]s.
@NullMarked
package dev.ambit.server.cli;

import org.jspecify.annotations.NullMarked;
