/// Why a decision came out as it did, worked out afterwards from what was recorded of it.
/// [Decisive] tells which of the inputs that were read would have changed the outcome, [NearMiss] what stood in the way of
/// the permits for an action. Nothing here is on the way of a decision.
/// Elsewhere: `engine` records what is read, `influence` says what could happen before anything did.
@NullMarked
package dev.ambit.cedar.explain;

import org.jspecify.annotations.NullMarked;
