/// What was decided: every decision with what it hung on, written before its answer leaves, found again by what it was about, and
/// proven not to have changed.
/// It stands on `log`, which knows bytes; what a record holds is `core.record`'s. Elsewhere: `journal` keeps what changes.
@NullMarked
package dev.ambit.server.record;

import org.jspecify.annotations.NullMarked;
