package dev.ambit.bench.measure;

import java.util.Arrays;
import java.util.function.IntPredicate;

/// The time of each of many single calls, over inputs in rotation.
public final class SingleCalls {
    private final int[] sorted;

    private SingleCalls(int[] sorted) {
        this.sorted = sorted;
    }

    /// Times `samples` calls, each between two readings of the clock. Two seconds are the longest a sample counts.
    ///
    /// @param inputs the call gets the numbers from 0 on, less than this, over and over
    public static SingleCalls of(IntPredicate call, int inputs, int samples) {
        var nanos = new int[samples];
        var held = 0;
        var next = 0;
        for (var i = 0; i < samples; i++) {
            var begin = System.nanoTime();
            var answer = call.test(next);
            var end = System.nanoTime();
            nanos[i] = (int) Math.min(end - begin, Integer.MAX_VALUE);
            held += answer ? 1 : 0;
            next = next + 1 == inputs ? 0 : next + 1;
        }
        Sink.keep(held);
        Arrays.sort(nanos);
        return new SingleCalls(nanos);
    }

    /// The nanoseconds within which `percent` of a hundred calls returned, the readings of the clock included.
    public int percentile(double percent) {
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(sorted.length * percent / 100))];
    }
}
