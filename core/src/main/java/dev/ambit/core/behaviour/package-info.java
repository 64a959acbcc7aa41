/// How tasks behave, told from what was asked in them: how often, against what is usual, how many denials in a row, what
/// for the first time, from where. [Behaviours] counts as decisions are taken, beside the state, in bounded memory and
/// a bounded number of steps for each.
/// Elsewhere: what it says is a signal like others, whose reading stands in each record that used it; `decision` asks.
@NullMarked
package dev.ambit.core.behaviour;

import org.jspecify.annotations.NullMarked;
