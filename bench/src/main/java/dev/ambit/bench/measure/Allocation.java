package dev.ambit.bench.measure;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.IntPredicate;

/// How much a call leaves for the garbage collector.
public final class Allocation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    /// Bytes that one call allocates on its thread, on average over `passes` passes over all inputs, after a first one
    /// in which it may make what it keeps.
    public static double bytes(IntPredicate call, int inputs, int passes) {
        Race.pass(call, inputs);
        var before = THREADS.getCurrentThreadAllocatedBytes();
        for (var pass = 0; pass < passes; pass++) {
            Race.pass(call, inputs);
        }
        var after = THREADS.getCurrentThreadAllocatedBytes();
        return (double) (after - before) / passes / inputs;
    }
}
