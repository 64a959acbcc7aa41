/// What a principal is busy with. Everything lent or permitted hangs from one [Task] and is over when it is.
/// Elsewhere: `policy` says what may be done in a task, `state` keeps all of them, `govern` moves them on.
@NullMarked
package dev.ambit.core.task;

import org.jspecify.annotations.NullMarked;
