/// What a payload says, in the words of the catalogue: a [Mapping] has expressions of the Common Expression Language, which cannot
/// loop, wait or touch anything but what they are given.
@NullMarked
package dev.ambit.server.pip.mapping;

import org.jspecify.annotations.NullMarked;
