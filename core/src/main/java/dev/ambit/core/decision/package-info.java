/// The question and the answer: [Pdp#decide] takes a state, a [Request] and the time, and gives a [Decision] with its
/// reasons.
/// Elsewhere: `record` makes a decision last; `server.pdp` takes questions over the network.
@NullMarked
package dev.ambit.core.decision;

import org.jspecify.annotations.NullMarked;
