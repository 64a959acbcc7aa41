/// `ambit ask`: one question to a running server, as an enforcement point would ask it.
@NullMarked
package dev.ambit.server.cli.ask;

import org.jspecify.annotations.NullMarked;
