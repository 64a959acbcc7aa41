package dev.ambit.core.task;

import java.util.regex.Pattern;

/// The name of a task, unique for as long as anything of the task is remembered.
///
/// @param text 1 to 128 letters, digits and `.` `_` `:` `~` `-` of ASCII, beginning with a letter or digit
public record TaskId(String text) implements Comparable<TaskId> {
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:~-]{0,127}");

    /// What a request names that names no task, and whose principal has none under way. No task may be called so.
    public static final TaskId UNNAMED = new TaskId("unnamed");
    /// What a request names that names no task, and whose principal has several under way. No task may be called so.
    public static final TaskId AMBIGUOUS = new TaskId("ambiguous");

    /// @throws IllegalArgumentException where `text` is anything else
    public TaskId {
        if (!isAllowed(text)) {
            throw new IllegalArgumentException("task id `%s` is not 1 to 128 letters, digits, `.`, `_`, `:`, `~`, `-`"
                    .formatted(text));
        }
    }

    /// Whether a task may be named `text`.
    public static boolean isAllowed(String text) {
        return ALLOWED.matcher(text).matches();
    }

    /// Whether no task may be called so.
    public boolean isReserved() {
        return equals(UNNAMED) || equals(AMBIGUOUS);
    }

    @Override
    public int compareTo(TaskId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
