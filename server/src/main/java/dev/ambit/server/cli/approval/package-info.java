/// `ambit approval …`: what people are asked by a running server, and what they answer.
@NullMarked
package dev.ambit.server.cli.approval;

import org.jspecify.annotations.NullMarked;
