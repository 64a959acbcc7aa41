/// What is owed outside is done here: [Effects] takes what is to be tried, has the registered [Effect] of its kind try it, and
/// says what came of it, until it is done.
/// Elsewhere: `core.obligation` is what is owed; brokers and notifiers are effects.
@NullMarked
package dev.ambit.server.effect;

import org.jspecify.annotations.NullMarked;
