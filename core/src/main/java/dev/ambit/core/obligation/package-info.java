/// What is owed: something that has to be done outside, or by people, and that stays owed until an event says what came
/// of it. An [Obligation] survives restarts, and one that is late is an alarm.
/// Elsewhere: `state` finds those that are to be tried, `govern` says when one is late, `server.effect` does what they ask.
@NullMarked
package dev.ambit.core.obligation;

import org.jspecify.annotations.NullMarked;
