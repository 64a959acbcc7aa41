package dev.ambit.bench.cedar;

import dev.ambit.bench.cedar.contender.Ambit;
import dev.ambit.bench.cedar.contender.EmptyCall;
import dev.ambit.bench.cedar.workload.Workload;
import dev.ambit.bench.measure.Allocation;
import dev.ambit.bench.measure.Core;
import dev.ambit.bench.measure.Effort;
import dev.ambit.bench.measure.Median;
import dev.ambit.bench.measure.Race;
import dev.ambit.bench.measure.SingleCalls;
import dev.ambit.bench.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// How long does one decision take, and what does it allocate? Every call is timed by itself, on one thread kept on one
/// core, and what an empty call takes between the same two readings of the clock is taken off.
final class SingleDecisions {
    private static final int PASSES_TO_WARM_UP = 600;
    private static final int PASSES_TO_COUNT_BYTES = 20;

    private final Effort effort;
    private final List<Setting> settings;
    private final List<Integer> floors = new ArrayList<>();
    private boolean pinned;

    /// One engine under one combination of size, store, provenance and number of requests, and what was measured of it.
    /// Times are nanoseconds, less what an empty call takes, one of each repetition.
    static final class Setting {
        private final int policies;
        private final Ambit ambit;
        private final int requests;
        private final List<Integer> halves = new ArrayList<>();
        private final List<Integer> nineties = new ArrayList<>();
        private final List<Integer> ninetyNines = new ArrayList<>();
        private final List<Integer> almostAll = new ArrayList<>();
        private double mean;
        private double bytes;
        private double bytesWithResponse;

        private Setting(int policies, Ambit ambit, int requests) {
            this.policies = policies;
            this.ambit = ambit;
            this.requests = requests;
        }

        private void sample(int samples, int floor) {
            var calls = SingleCalls.of(ambit::allows, requests, samples);
            halves.add(calls.percentile(50) - floor);
            nineties.add(calls.percentile(90) - floor);
            ninetyNines.add(calls.percentile(99) - floor);
            almostAll.add(calls.percentile(99.9) - floor);
        }

        private void average(Race race) {
            mean = race.run(List.of(ambit::allows)).getFirst();
            bytes = Allocation.bytes(ambit::allows, requests, PASSES_TO_COUNT_BYTES);
            bytesWithResponse = Allocation.bytes(ambit::allowsWithResponse, requests, PASSES_TO_COUNT_BYTES);
        }

        double median() {
            return Median.of(halves);
        }

        double ninetyNine() {
            return Median.of(ninetyNines);
        }

        double bytes() {
            return bytes;
        }

        private void print(Table table) {
            table.row(
                    policies,
                    ambit.store().word(),
                    ambit.provenance().word(),
                    requests,
                    median(),
                    Median.of(nineties),
                    ninetyNine(),
                    Median.of(almostAll),
                    mean,
                    bytes,
                    bytesWithResponse);
        }
    }

    SingleDecisions(List<Lineup> lineups, Effort effort) {
        this.effort = effort;
        this.settings = lineups.stream().flatMap(SingleDecisions::settings).toList();
    }

    private static Stream<Setting> settings(Lineup lineup) {
        var large = lineup.ambit().with(Ambit.Store.LARGE, Ambit.Provenance.ON);
        return Stream.concat(
                lineup.settings().stream().map(ambit -> new Setting(lineup.policies(), ambit, Workload.WARM)),
                Stream.of(new Setting(lineup.policies(), large, Workload.ALL)));
    }

    /// Measures all settings in turn, several times over, so that a bad moment of the machine does not meet one alone.
    void measure() throws InterruptedException {
        var thread = Thread.ofPlatform().name("single decisions").start(() -> {
            pinned = Core.pin();
            settings.forEach(this::warmUp);
            for (var repetition = 0; repetition < effort.repetitions(); repetition++) {
                var floor = SingleCalls.of(new EmptyCall()::allows, Workload.WARM, effort.samples()).percentile(50);
                floors.add(floor);
                settings.forEach(setting -> setting.sample(effort.samples(), floor));
            }
            settings.forEach(setting -> setting.average(
                    new Race(setting.requests, effort.rounds(), effort.turn().dividedBy(4))));
        });
        thread.join();
    }

    private void warmUp(Setting setting) {
        SingleCalls.of(setting.ambit::allows, setting.requests, PASSES_TO_WARM_UP * Workload.WARM);
    }

    /// With the few requests that stay near the core.
    Setting at(int policies, Ambit.Store store, Ambit.Provenance provenance) {
        return settings.stream()
                .filter(setting -> setting.policies == policies && setting.requests == Workload.WARM)
                .filter(setting -> setting.ambit.store() == store && setting.ambit.provenance() == provenance)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public String toString() {
        var table = new Table(
                "policies", "entities", "provenance", "requests", "p50", "p90", "p99", "p99.9", "mean CPU", "bytes",
                "with response");
        settings.forEach(setting -> setting.print(table));
        return """
                Single decisions, ns; the median of %d repetitions of %,d samples, on a thread %s
                Taken off: %s ns, an empty call between two readings of the clock
                %s""".formatted(
                effort.repetitions(),
                effort.samples(),
                pinned ? "kept on one core" : "that may move between cores",
                Table.number(Median.of(floors)),
                table);
    }
}
