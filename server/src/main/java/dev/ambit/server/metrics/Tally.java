package dev.ambit.server.metrics;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// How often each of several things happened, by name. A name that nobody bounded cannot fill the memory: past [#MOST] names, further
/// ones are counted as `other`.
public final class Tally {
    /// Most names.
    public static final int MOST = 200;

    private static final String OTHER = "other";

    private final ConcurrentHashMap<String, LongAdder> counts = new ConcurrentHashMap<>();

    /// It happened once more.
    public void add(String name) {
        add(name, 1);
    }

    /// It happened `times` more.
    public void add(String name, long times) {
        var count = counts.get(name);
        if (count == null) {
            count = counts.computeIfAbsent(counts.size() < MOST ? name : OTHER, _ -> new LongAdder());
        }
        count.add(times);
    }

    /// What was counted, by name.
    public Map<String, Long> counts() {
        var now = new TreeMap<String, Long>();
        counts.forEach((name, count) -> now.put(name, count.sum()));
        return now;
    }
}
