package dev.ambit.bench.cedar;

import dev.ambit.bench.cedar.contender.Ambit;
import dev.ambit.bench.measure.Median;
import dev.ambit.bench.report.Table;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.stream.Stream;

/// How long until policies can decide, from their text? The first time is the one that counts, in a JVM that has loaded
/// none before: that is how a server starts. Of that, what counts is the processor time of the thread that loads; on a
/// machine with a core to spare it is what the clock says too.
///
/// @param policies how many
/// @param length   of their text, in UTF-16 units
/// @param later    further times, one after the other
record Loading(int policies, int length, Time first, List<Time> later) {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /// @param millis until it was done
    /// @param busy   milliseconds that a processor spent on it, those of the compiler and the garbage collector not counted
    record Time(double millis, double busy) {}

    static Loading measure(int policies, String text, int times) {
        var first = once(text);
        return new Loading(policies, text.length(), first, Stream.generate(() -> once(text)).limit(times).toList());
    }

    private static Time once(String text) {
        var begin = System.nanoTime();
        var busy = THREADS.getCurrentThreadCpuTime();
        var loaded = Ambit.load(text);
        var time = new Time((System.nanoTime() - begin) / 1e6, (THREADS.getCurrentThreadCpuTime() - busy) / 1e6);
        if (loaded.size() == 0) {
            throw new IllegalStateException("nothing was loaded");
        }
        return time;
    }

    @Override
    public String toString() {
        var table = new Table("policies", "text, KB", "first", "of it CPU", "later", "of it CPU").row(
                policies,
                length / 1e3,
                first.millis,
                first.busy,
                Median.of(later.stream().map(Time::millis).toList()),
                Median.of(later.stream().map(Time::busy).toList()));
        return "Loading: parse and compile, ms\n" + table;
    }
}
