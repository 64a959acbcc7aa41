/// What somebody may do now, and why: what the organisation gives them, what their tasks' profiles grant of it, what is
/// effective at this instant, and what stands between.
/// The functions that decide say it, and partial evaluation puts what they ask for into words; nothing is counted.
/// Elsewhere: `decision` answers one request, `cedar.permission` says what a set of policies permits.
@NullMarked
package dev.ambit.core.scope;

import org.jspecify.annotations.NullMarked;
