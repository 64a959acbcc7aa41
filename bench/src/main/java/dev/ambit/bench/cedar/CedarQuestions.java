package dev.ambit.bench.cedar;

import static dev.ambit.bench.cedar.contender.Ambit.Provenance.ON;
import static dev.ambit.bench.cedar.contender.Ambit.Store.LARGE;

import dev.ambit.bench.cedar.workload.Workload;
import dev.ambit.bench.cedar.workload.World;
import dev.ambit.bench.measure.Effort;
import dev.ambit.bench.report.Figure;
import java.util.List;
import java.util.stream.IntStream;

/// Everything asked of the Cedar engine, in one run and in an order that matters: loading comes first, while the JVM has
/// loaded no policies; nothing is timed before all engines agree; and single decisions are timed while the code that
/// decides has met every workload, as it has in a server.
public final class CedarQuestions {
    private static final int TIMES_TO_LOAD = 11;

    private CedarQuestions() {}

    /// Measures for some minutes.
    ///
    /// @return the tables, then the figures
    public static List<Object> ask(Effort effort) throws InterruptedException {
        var world = new World(1);
        var loading = Loading.measure(10_000, Workload.text(world, 10_000), TIMES_TO_LOAD);

        var lineups = IntStream.of(10, 100, 1_000, 10_000)
                .mapToObj(policies -> Lineup.of(policies, Workload.of(world, policies)))
                .toList();
        var agreement = new Agreement();
        lineups.forEach(lineup -> agreement.check(lineup, effort.checks()));

        var single = new SingleDecisions(lineups, effort);
        single.measure();
        var sideBySide = new SideBySide(effort);
        lineups.forEach(sideBySide::measure);
        var everyCore = new EveryCore(effort);
        lineups.forEach(everyCore::measure);

        var thousand = single.at(1_000, LARGE, ON);
        var growth = single.at(10_000, LARGE, ON).median() / single.at(100, LARGE, ON).median();
        return List.of(
                agreement,
                single,
                sideBySide,
                everyCore,
                loading,
                new Figure("decide_1000_p50", thousand.median(), "ns"),
                new Figure("decide_1000_p99", thousand.ninetyNine(), "ns"),
                new Figure("growth_10000_over_100", growth, "times"),
                new Figure("over_cedar_java_100", sideBySide.over("cedar-java", 100), "times"),
                new Figure("over_sapl_1000", sideBySide.over("SAPL", 1_000), "times"),
                new Figure("alloc_1000", thousand.bytes(), "bytes"),
                new Figure("load_10000", loading.first().busy(), "ms"));
    }
}
