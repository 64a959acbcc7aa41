package dev.ambit.bench.house;

import dev.ambit.bench.measure.Effort;
import dev.ambit.bench.measure.Median;
import dev.ambit.bench.measure.Race;
import dev.ambit.bench.measure.Scratch;
import dev.ambit.bench.report.Figure;
import dev.ambit.bench.report.Table;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.core.decision.Counters;
import dev.ambit.core.decision.Pdp;
import dev.ambit.core.encoding.Corrupt;
import dev.ambit.core.govern.Governor;
import dev.ambit.core.govern.Hearing;
import dev.ambit.core.record.Recorder;
import dev.ambit.core.state.Event;
import dev.ambit.core.state.State;
import dev.ambit.server.house.House;
import dev.ambit.server.house.Heard;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;

/// Readings accepted, synced and folded; how soon one acts; what it costs where it affects nobody; and what behaviour costs.
public final class SignalQuestions {
    private static final int READINGS = 100_000;
    private static final int OUTSTANDING = 5_000;
    private static final int SUBJECTS = 10_000;
    private static final int SINGLE = 300;
    private static final int MANY = 100_000;
    private static final int PROBES = 100;
    private static final int FEW_TASKS = 1_000;
    private static final int ALL_TASKS = 1_000_000;
    private static final int LITTLE = 10;
    private static final int MUCH = 1_000_000;
    private static final int BATCH = 1_024;
    private static final int WARM_ROUNDS = 10;
    private static final int LEAST_ROUNDS = 5;
    private static final double NANOS = 1e9;
    private static final double PER_MILLI = 1e6;

    private final Effort effort;
    private final Watch watch;

    private SignalQuestions(Effort effort, Watch watch) {
        this.effort = effort;
        this.watch = watch;
    }

    public static List<Object> ask(Effort effort) throws IOException, InvalidInput, Corrupt {
        try (var policies = Scratch.create()) {
            var asked = new SignalQuestions(effort, Watch.in(policies.path()));
            var rate = asked.rate();
            var one = asked.singles();
            var many = asked.many();
            var heard = asked.race(asked.unaffected(FEW_TASKS), asked.unaffected(ALL_TASKS));
            var few = heard.getFirst();
            var all = heard.getLast();
            var decided = asked.race(asked.decision(Watch.PLAIN, LITTLE), asked.decision(Watch.BEHAVING, LITTLE), asked
                    .decision(Watch.BEHAVING, MUCH));
            var plain = decided.getFirst();
            var behaving = decided.get(1);
            var after = decided.getLast();
            var table = new Table("signals, in one process, journal on the disk", "")
                    .row("readings accepted, synced and folded, per s", rate)
                    .row("from acknowledged to the first refusal, one task, p99, ms", one)
                    .row("the same, 100,000 tasks, p99, ms", many)
                    .row("a reading that affects nobody, 1,000 tasks, ns", few)
                    .row("the same, 1,000,000 tasks, ns", all)
                    .row("a decision and its record, a policy on a signal from outside, ns", plain)
                    .row("the same, the policy on behaviour, ns", behaving)
                    .row("the same after 1,000,000 requests, ns", after);
            return List.of(table,
                    new Figure("signals_rate", rate, "per_s"),
                    new Figure("unaffected_growth", all / few, "times"),
                    new Figure("signal_to_refusal_p99", one, "ms"),
                    new Figure("signal_to_refusal_100k_p99", many, "ms"),
                    new Figure("behaviour_cost", Math.max(0, behaving - plain), "ns"),
                    new Figure("history_growth", after / behaving, "times"));
        }
    }

    private House furnished(Scratch data) throws IOException, Corrupt {
        var house = Premises.open(data.path());
        await(house.registrar().load(house.releases().keep(watch.release()), "bench"));
        return house;
    }

    private static <T> T await(CompletableFuture<T> future) {
        return future.orTimeout(5, TimeUnit.MINUTES).join();
    }

    private double rate() throws IOException, Corrupt {
        try (var data = Scratch.create(); var house = furnished(data)) {
            var times = new ArrayList<Double>();
            for (var i = 0; i <= effort.rounds(); i++) {
                var begin = System.nanoTime();
                hearAll(house);
                times.add(READINGS * NANOS / (System.nanoTime() - begin));
            }
            return Median.of(times.subList(1, times.size()));
        }
    }

    private static void hearAll(House house) {
        var under = new ArrayDeque<CompletableFuture<Heard>>();
        for (var i = 0; i < READINGS; i++) {
            if (under.size() == OUTSTANDING) {
                await(under.poll());
            }
            under.add(house.registrar().hear(Watch.says(Watch.site(i % SUBJECTS), i % 3 > 0)));
        }
        under.forEach(SignalQuestions::await);
    }

    // From the acknowledgement of a reading to the first refusal

    private double singles() throws IOException, Corrupt {
        try (var data = Scratch.create()) {
            furnish(data, 2 * SINGLE, false);
            try (var house = Premises.open(data.path())) {
                var desk = house.desk();
                var times = new ArrayList<Double>();
                for (var i = 0; i < 2 * SINGLE; i++) {
                    await(house.registrar().hear(Watch.says(Watch.site(i), true)));
                    expect(desk.decide(Watch.reading(i, Instant.now())).decision().isPermit(), true);
                    await(house.registrar().hear(Watch.says(Watch.site(i), false)));
                    var accepted = System.nanoTime();
                    expect(desk.decide(Watch.reading(i, Instant.now())).decision().isPermit(), false);
                    times.add((System.nanoTime() - accepted) / PER_MILLI);
                }
                return percentile99(times.subList(SINGLE, 2 * SINGLE));
            }
        }
    }

    private void furnish(Scratch data, int tasks, boolean isOneSite) throws IOException {
        var now = Instant.now();
        Premises.furnish(data.path(), watch.release(), happened -> {
            happened.accept(new Event.ReleaseLoaded(now, watch.release().release(), "bench"));
            var ruled = State.EMPTY.after(new Event.ReleaseLoaded(now, watch.release().release(), "bench"));
            for (var i = 0; i < (isOneSite ? 1 : tasks); i++) {
                Hearing.of(ruled, Watch.says(Watch.site(i), true), now).events().forEach(happened);
                Hearing.of(ruled, Watch.saysLoad(Watch.site(i)), now).events().forEach(happened);
            }
            watch.open(tasks, isOneSite, Watch.PLAIN, now, happened);
        });
    }

    private double many() throws IOException, Corrupt {
        try (var data = Scratch.create()) {
            furnish(data, MANY, true);
            try (var house = Premises.open(data.path())) {
                var desk = house.desk();
                for (var i = 0; i < PROBES; i++) {
                    expect(desk.decide(Watch.reading(i * (MANY / PROBES), Instant.now())).decision().isPermit(), true);
                }
                await(house.registrar().hear(Watch.says(Watch.site(0), false)));
                var accepted = System.nanoTime();
                var times = new ArrayList<Double>();
                for (var i = 0; i < PROBES; i++) {
                    expect(desk.decide(Watch.reading(i * (MANY / PROBES), Instant.now())).decision().isPermit(), false);
                    times.add((System.nanoTime() - accepted) / PER_MILLI);
                }
                return percentile99(times);
            }
        }
    }

    private static void expect(boolean isPermit, boolean expected) {
        if (isPermit != expected) {
            throw new IllegalStateException("expected %s".formatted(expected ? "a permit" : "a refusal"));
        }
    }

    private static double percentile99(List<Double> times) {
        return times.stream().sorted().toList().get((times.size() * 99 - 1) / 100);
    }

    /// Nanoseconds that one call takes of each, once all of them have been called often.
    private List<Double> race(IntPredicate... calls) {
        var _ = new Race(BATCH, WARM_ROUNDS, effort.turn()).run(List.of(calls));
        return new Race(BATCH, Math.max(effort.rounds(), LEAST_ROUNDS), effort.turn()).run(List.of(calls));
    }

    // A reading that affects nobody

    private IntPredicate unaffected(int tasks) {
        var now = Instant.now();
        var state = new State[] {State.EMPTY.after(new Event.ReleaseLoaded(now, watch.release().release(), "bench"))};
        watch.open(tasks, false, Watch.PLAIN, now, event -> state[0] = state[0].after(event));
        return i -> {
            var events = Hearing.of(state[0], Watch.says(Watch.site(-1 - i), true), now.plusMillis(i)).events();
            var following = 0;
            for (var event : events) {
                state[0] = state[0].after(event);
                following += Governor.affected(state[0], event).size();
            }
            return following > 0;
        };
    }

    // What behaviour costs

    /// A decision and its record in one task, in which so much was asked before.
    private IntPredicate decision(String profile, int before) {
        var now = Instant.now();
        var state = new State[] {State.EMPTY.after(new Event.ReleaseLoaded(now, watch.release().release(), "bench"))};
        watch.open(1, true, profile, now, event -> state[0] = state[0].after(event));
        for (var said : List.of(Watch.says(Watch.site(0), true), Watch.saysLoad(Watch.site(0)))) {
            Hearing.of(state[0], said, now).events().forEach(event -> state[0] = state[0].after(event));
        }
        var pdp = new Pdp(new Counters());
        var recorder = new Recorder();
        var request = Watch.reading(0, now);
        var asked = new long[1];
        IntPredicate decides = _ -> {
            var decision = pdp.decide(state[0], request, now.plusMillis(asked[0]++ / BATCH));
            return recorder.write("d", pdp.inquiry(), Duration.ZERO).size() > 0 && decision.isPermit();
        };
        for (var i = 0; i < before; i++) {
            expect(decides.test(i), true);
        }
        return decides;
    }
}
