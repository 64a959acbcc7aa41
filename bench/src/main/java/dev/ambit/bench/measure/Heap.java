package dev.ambit.bench.measure;

import java.lang.management.ManagementFactory;

/// The heap, after what nobody uses was cleared away.
public final class Heap {
    private Heap() {}

    /// Millions of bytes in use.
    public static double megabytes() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed() / 1e6;
    }
}
