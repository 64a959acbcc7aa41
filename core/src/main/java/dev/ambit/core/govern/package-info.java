/// What must happen next: to tasks when time passes or something changes, and when somebody asks for a task to be opened,
/// paused, extended or ended. The answer is always a list of events.
/// Elsewhere: the loop in `server` appends them to the journal.
@NullMarked
package dev.ambit.core.govern;

import org.jspecify.annotations.NullMarked;
