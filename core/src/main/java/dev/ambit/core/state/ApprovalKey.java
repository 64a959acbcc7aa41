package dev.ambit.core.state;

import dev.ambit.core.task.TaskId;
import java.util.Comparator;

/// One approval of one task.
public record ApprovalKey(TaskId task, String approval) implements Comparable<ApprovalKey> {
    private static final Comparator<ApprovalKey> ORDER = Comparator.comparing(ApprovalKey::task)
            .thenComparing(ApprovalKey::approval);

    @Override
    public int compareTo(ApprovalKey other) {
        return ORDER.compare(this, other);
    }
}
