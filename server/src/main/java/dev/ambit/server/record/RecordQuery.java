package dev.ambit.server.record;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.task.TaskId;
import java.time.Instant;
import java.util.Optional;

/// Which records are wanted. What is empty excludes nothing.
///
/// @param task    the task asked in
/// @param from    not earlier than this
/// @param until   earlier than this
/// @param before  only records at positions below this one, to go on where the last answer ended
/// @param most    how many at most, from 1 to [#MOST]
public record RecordQuery(
        Optional<TaskId> task,
        Optional<EntityUid> principal,
        Optional<EntityUid> action,
        Optional<EntityUid> resource,
        Optional<Outcome> outcome,
        Optional<Instant> from,
        Optional<Instant> until,
        Optional<Long> before,
        int most) {
    /// Most records of one answer.
    public static final int MOST = 1_000;

    /// Every record, the newest first.
    public static final RecordQuery ALL = new RecordQuery(Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 100);

    /// What was answered.
    public enum Outcome {
        PERMIT, DENY, HOLD
    }

    public RecordQuery {
        if (most < 1 || most > MOST) {
            throw new IllegalArgumentException("from 1 to %,d records can be asked for, not %,d".formatted(MOST, most));
        }
    }
}
