/// The group `ambit obligation`: what is owed outside, and what people have to look at.
@NullMarked
package dev.ambit.server.cli.obligation;

import org.jspecify.annotations.NullMarked;
