/// Sources that have to be asked: an address is fetched again and again, and its answer is a message.
@NullMarked
package dev.ambit.server.pip.poll;

import org.jspecify.annotations.NullMarked;
