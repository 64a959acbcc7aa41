package dev.ambit.bench.cedar;

import dev.ambit.bench.cedar.contender.Ambit;
import dev.ambit.bench.cedar.workload.Workload;
import dev.ambit.bench.measure.AllCores;
import dev.ambit.bench.measure.Effort;
import dev.ambit.bench.report.Table;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/// Do several threads that share compiled policies get in each other's way?
final class EveryCore {
    private final Effort effort;
    private final int cores;
    private final Table table;

    EveryCore(Effort effort) {
        this.effort = effort;
        this.cores = Runtime.getRuntime().availableProcessors();
        this.table = new Table("policies", "1 thread", cores + " threads", "times");
    }

    void measure(Lineup lineup) {
        var ambit = lineup.ambit().with(Ambit.Store.LARGE, Ambit.Provenance.ON);
        rate(ambit, cores);
        var one = rate(ambit, 1);
        var all = rate(ambit, cores);
        table.row(lineup.policies(), one / 1e6, all / 1e6, all / one);
    }

    private double rate(Ambit ambit, int threads) {
        var calls = Stream.generate(ambit::again).limit(threads).<IntPredicate>map(each -> each::allows).toList();
        return AllCores.rate(calls, Workload.WARM, effort.turn().multipliedBy(2));
    }

    @Override
    public String toString() {
        return "All cores: million decisions per second, large store, provenance on\n" + table;
    }
}
