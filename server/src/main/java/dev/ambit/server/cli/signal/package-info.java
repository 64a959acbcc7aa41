/// `ambit signal …`: what is known of the world, and saying what is so.
@NullMarked
package dev.ambit.server.cli.signal;

import org.jspecify.annotations.NullMarked;
