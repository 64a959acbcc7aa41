package dev.ambit.bench.http;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/// Processor time of the event loops, of which only those of the server that is asked are busy.
final class Loops {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Loops() {}

    static long processorNanos() {
        var all = 0L;
        for (var id : THREADS.getAllThreadIds()) {
            var thread = THREADS.getThreadInfo(id);
            if (thread != null && thread.getThreadName().matches(
                    "vert\\.x-eventloop.*|multiThreadIoEventLoopGroup.*")) {
                all += Math.max(0, THREADS.getThreadCpuTime(id));
            }
        }
        return all;
    }
}
