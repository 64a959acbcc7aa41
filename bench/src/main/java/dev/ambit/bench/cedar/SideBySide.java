package dev.ambit.bench.cedar;

import dev.ambit.bench.cedar.contender.Contender;
import dev.ambit.bench.cedar.workload.Workload;
import dev.ambit.bench.measure.Allocation;
import dev.ambit.bench.measure.Effort;
import dev.ambit.bench.measure.Race;
import dev.ambit.bench.report.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;

/// How much faster is this engine than others, on the same policies, entities and requests? They take turns, so that the
/// machine is the same for all.
final class SideBySide {
    private final Effort effort;
    private final List<Time> times = new ArrayList<>();

    /// @param nanos of one decision, on average over the requests
    private record Time(int policies, int requests, Contender contender, double nanos, double bytes) {}

    SideBySide(Effort effort) {
        this.effort = effort;
    }

    void measure(Lineup lineup) {
        var requests = lineup.requests(Workload.WARM);
        var racers = lineup.racers();
        var nanos = new Race(requests, effort.rounds(), effort.turn())
                .run(racers.stream().<IntPredicate>map(racer -> racer::allows).toList());
        for (var i = 0; i < racers.size(); i++) {
            var bytes = Allocation.bytes(racers.get(i)::allows, requests, 1);
            times.add(new Time(lineup.policies(), requests, racers.get(i), nanos.get(i), bytes));
        }
    }

    /// How many times as long the fastest contender whose name begins with `name` takes.
    double over(String name, int policies) {
        return fastest(name, policies).nanos / fastest("Ambit", policies).nanos;
    }

    private Time fastest(String name, int policies) {
        return times.stream()
                .filter(time -> time.policies == policies && time.contender.name().startsWith(name))
                .min(Comparator.comparingDouble(Time::nanos))
                .orElseThrow();
    }

    @Override
    public String toString() {
        var table = new Table("policies", "requests", "engine", "ns", "times Ambit", "bytes");
        times.forEach(time -> table.row(
                time.policies,
                time.requests,
                time.contender.name(),
                time.nanos,
                time.nanos / fastest("Ambit", time.policies).nanos,
                time.bytes));
        return "Side by side: one decision on average, small stores, provenance on; the median of %d rounds\n%s"
                .formatted(effort.rounds(), table);
    }
}
