package dev.ambit.server.house;

import dev.ambit.core.state.State;
import dev.ambit.core.task.Life;
import dev.ambit.core.task.Task;
import dev.ambit.server.metrics.Sheet;
import java.util.Map;
import java.util.TreeMap;

/// How many tasks stand where in their lives. They are counted when somebody asks: a million take a tenth of a second, of the thread
/// that asks.
final class TaskMeters {
    private static final String[] WORDS = {"requested", "open", "paused", "ended"};

    private TaskMeters() {}

    static void write(State state, Sheet sheet) {
        var counts = counts(state);
        for (var word : WORDS) {
            sheet.gauge("ambit_tasks", "Tasks that are known, by where they stand.", counts.getOrDefault(word, 0L),
                    "life",
                    word);
        }
    }

    private static Map<String, Long> counts(State state) {
        var counts = new TreeMap<String, Long>();
        state.tasks().forEach(task -> counts.merge(word(task), 1L, Long::sum));
        return counts;
    }

    private static String word(Task task) {
        return switch (task.life()) {
            case Life.Requested _ -> "requested";
            case Life.Open _ -> "open";
            case Life.Paused _ -> "paused";
            case Life.Ended _ -> "ended";
        };
    }
}
