package dev.ambit.bench;

import dev.ambit.bench.report.Figure;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// What does an empty call cost here, and what does reading the clock? No other figure can be finer than these.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class FloorBench {
    @Benchmark
    public void emptyCall() {}

    @Benchmark
    public long clock() {
        return System.nanoTime();
    }

    public static void main(String[] args) throws RunnerException {
        var options = new OptionsBuilder().include(FloorBench.class.getName() + "\\.").build();
        for (var result : new Runner(options).run()) {
            var figure = result.getPrimaryResult();
            var name = figure.getLabel().equals("emptyCall") ? "floor_empty_call" : "floor_clock";
            System.out.println(new Figure(name, figure.getScore(), "ns"));
        }
    }
}
