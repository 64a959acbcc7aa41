package dev.ambit.bench.measure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntPredicate;

/// How many calls several threads make together.
public final class AllCores {
    private AllCores() {}

    /// Calls per second of one thread for each of `calls`, all at once.
    public static double rate(List<IntPredicate> calls, int inputs, Duration time) {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(calls.size())) {
            var rates = calls.stream()
                    .map(call -> threads.submit(() -> {
                        start.await();
                        return rate(call, inputs, time);
                    }))
                    .toList();
            start.countDown();
            return rates.stream().mapToDouble(AllCores::get).sum();
        }
    }

    private static double rate(IntPredicate call, int inputs, Duration time) {
        var begin = System.nanoTime();
        var made = 0L;
        var taken = 0L;
        do {
            Race.pass(call, inputs);
            made += inputs;
            taken = System.nanoTime() - begin;
        } while (taken < time.toNanos());
        return made * 1e9 / taken;
    }

    private static double get(Future<Double> rate) {
        try {
            return rate.get();
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException("a thread did not finish its calls", failed);
        }
    }
}
