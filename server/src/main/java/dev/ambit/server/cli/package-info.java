/// What a person types: the command `ambit`. It only knows its subcommands, and each group of them has a room of its own:
/// `policy`, `keys`, `serve`, `task`; how they talk to a server is in `remote`, and what they share is in `frame`.
/// A command reads its arguments, calls what does the work, and says what came of it: in words, or with `--json` for
/// programs. It never decides anything itself, and it ends with one of the exit codes of `frame.ExitCode`.
@NullMarked
package dev.ambit.server.cli;

import org.jspecify.annotations.NullMarked;
