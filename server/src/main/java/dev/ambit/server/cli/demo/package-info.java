/// `ambit demo`: a server in a process of its own, and a story played through it with the commands that anybody would type.
/// Nothing of what it tells is written down here: every answer is a real one, and is held to what the story expects of it.
@NullMarked
package dev.ambit.server.cli.demo;

import org.jspecify.annotations.NullMarked;
