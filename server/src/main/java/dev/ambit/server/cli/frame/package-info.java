/// What all commands share: where words go and how they look, what an exit code means, what is said to somebody who was
/// not understood, and the arguments that many take. It knows no command.
@NullMarked
package dev.ambit.server.cli.frame;

import org.jspecify.annotations.NullMarked;
