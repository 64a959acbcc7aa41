package dev.ambit.bench.log;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/// Many calls of one kind after each other, on one thread, each timed.
///
/// @param rate  calls per second of time that passed
/// @param cpu   microseconds of processor time of the calling thread, for one call
/// @param p50   microseconds within which half of the calls returned
/// @param p99   microseconds within which 99 of 100 did
/// @param bytes that one call left for the garbage collector
record Turn(double rate, double cpu, double p50, double p99, double bytes) {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    interface Call {
        void run() throws IOException;
    }

    static Turn of(int calls, Call call) throws IOException {
        var nanos = new long[calls];
        var bytes = THREADS.getCurrentThreadAllocatedBytes();
        var cpu = THREADS.getCurrentThreadCpuTime();
        var begin = System.nanoTime();
        for (var at = 0; at < calls; at++) {
            var before = System.nanoTime();
            call.run();
            nanos[at] = System.nanoTime() - before;
        }
        var passed = System.nanoTime() - begin;
        var used = THREADS.getCurrentThreadCpuTime() - cpu;
        var left = THREADS.getCurrentThreadAllocatedBytes() - bytes;
        Arrays.sort(nanos);
        return new Turn(1e9 * calls / passed, used / 1e3 / calls, nanos[calls / 2] / 1e3,
                nanos[(int) (calls * 0.99)] / 1e3, (double) left / calls);
    }
}
