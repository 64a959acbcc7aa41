package dev.ambit.bench.house;

import dev.ambit.bench.core.Office;
import dev.ambit.bench.measure.Allocation;
import dev.ambit.bench.measure.Core;
import dev.ambit.bench.measure.Effort;
import dev.ambit.bench.measure.Median;
import dev.ambit.bench.measure.Race;
import dev.ambit.bench.measure.Scratch;
import dev.ambit.bench.measure.SingleCalls;
import dev.ambit.bench.report.Figure;
import dev.ambit.bench.report.Table;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.core.decision.Request;
import dev.ambit.core.encoding.Corrupt;
import dev.ambit.server.house.Desk;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/// How many decisions one thread of a house gives in a second, with everything switched on: a task two hops down, so that three
/// are asked; every limit; provenance; exact counters; and the record, which has reached the operating system before the answer
/// is there. Beside it run what runs beside it in a server: the syncs of the log, the index of records, the counting.
public final class DecideQuestions {
    private static final int REQUESTS = 4_096;
    private static final int TURNS_LONGER = 5;

    private DecideQuestions() {}

    /// @param tasks how many are open
    public static List<Object> ask(Effort effort, int tasks) throws InvalidInput, IOException, Corrupt {
        try (var policies = Scratch.create(); var data = Scratch.create()) {
            var office = Office.in(policies.path(), Instant.now());
            Premises.furnish(data.path(), office, tasks);
            try (var house = Premises.open(data.path())) {
                return ask(effort, house.desk(), office.requests(REQUESTS, tasks), tasks);
            }
        }
    }

    private static List<Object> ask(Effort effort, Desk desk, Request[] requests, int tasks) {
        Core.pin();
        IntPredicate deciding = i -> desk.decide(requests[i]).decision().isPermit();
        for (var i = 0; i < REQUESTS; i++) {
            var decided = desk.decide(requests[i]);
            if (!decided.decision().isPermit()) {
                throw new IllegalStateException("%s is not permitted: %s".formatted(requests[i], decided.decision()));
            }
        }
        var turn = effort.turn().multipliedBy(TURNS_LONGER);
        new Race(REQUESTS, 1, turn.multipliedBy(2)).run(List.of(deciding)); // to warm up
        var rates = new ArrayList<Double>();
        for (var i = 0; i < effort.rounds(); i++) {
            rates.add(perSecond(deciding, turn.toNanos()));
        }
        var processor = new Race(REQUESTS, effort.rounds(), turn).run(List.of(deciding)).getFirst();
        var single = SingleCalls.of(deciding, REQUESTS, effort.samples());
        return List.of(
                new Table("a decision with everything on, among %,d tasks".formatted(tasks), "")
                        .row("per second", Median.of(rates))
                        .row("processor time, ns", processor)
                        .row("half of them within, us", single.percentile(50) / 1e3)
                        .row("99 of 100 within, us", single.percentile(99) / 1e3)
                        .row("999 of 1,000 within, us", single.percentile(99.9) / 1e3)
                        .row("bytes allocated", Allocation.bytes(deciding, REQUESTS, 10)),
                new Figure("decide_full_rate", Median.of(rates), "per_s"),
                new Figure("decide_full_p99", single.percentile(99) / 1e3, "us"),
                new Figure("decide_full_processor", processor, "ns"));
    }

    private static double perSecond(IntPredicate deciding, long nanos) {
        var begin = System.nanoTime();
        var count = 0L;
        while (System.nanoTime() - begin < nanos) {
            for (var i = 0; i < REQUESTS; i++) {
                if (!deciding.test(i)) {
                    throw new IllegalStateException("request %d is no longer permitted".formatted(i));
                }
            }
            count += REQUESTS;
        }
        return count * 1e9 / (System.nanoTime() - begin);
    }
}
