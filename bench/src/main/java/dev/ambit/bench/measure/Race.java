package dev.ambit.bench.measure;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Calls side by side: in each round every one gets the same inputs, one call after the other, and whatever slows the
/// machine down meets them all. What counts is the processor time of the calling thread, and of that the median over
/// the rounds.
///
/// @param inputs each call gets the numbers from 0 on, less than this
/// @param rounds besides one to warm up
/// @param turn   how long a call is repeated in one round; a pass over the inputs that was begun is always ended
public record Race(int inputs, int rounds, Duration turn) {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /// Nanoseconds that one call takes, for each of `calls`.
    public List<Double> run(List<IntPredicate> calls) {
        var times = IntStream.range(0, calls.size()).mapToObj(_ -> new ArrayList<Double>()).toList();
        for (var round = 0; round <= rounds; round++) {
            for (var i = 0; i < calls.size(); i++) {
                var time = turn(calls.get(i));
                if (round > 0) {
                    times.get(i).add(time);
                }
            }
        }
        return times.stream().map(Median::of).toList();
    }

    private double turn(IntPredicate call) {
        var end = System.nanoTime() + turn.toNanos();
        var begin = THREADS.getCurrentThreadCpuTime();
        var passes = 0;
        do {
            pass(call, inputs);
            passes++;
        } while (System.nanoTime() < end);
        return (double) (THREADS.getCurrentThreadCpuTime() - begin) / passes / inputs;
    }

    /// Calls once with each input.
    static void pass(IntPredicate call, int inputs) {
        var held = 0;
        for (var i = 0; i < inputs; i++) {
            held += call.test(i) ? 1 : 0;
        }
        Sink.keep(held);
    }
}
