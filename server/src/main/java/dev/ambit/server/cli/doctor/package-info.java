/// `ambit doctor`: whether a server, and the way to it, are in order; each thing that is not with what to do about it.
@NullMarked
package dev.ambit.server.cli.doctor;

import org.jspecify.annotations.NullMarked;
