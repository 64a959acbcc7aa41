package dev.ambit.bench.core;

import dev.ambit.bench.measure.Allocation;
import dev.ambit.bench.measure.Core;
import dev.ambit.bench.measure.Effort;
import dev.ambit.bench.measure.Heap;
import dev.ambit.bench.measure.Race;
import dev.ambit.bench.measure.Scratch;
import dev.ambit.bench.measure.SingleCalls;
import dev.ambit.bench.report.Figure;
import dev.ambit.bench.report.Table;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.core.decision.Counters;
import dev.ambit.core.decision.Pdp;
import dev.ambit.core.encoding.Corrupt;
import dev.ambit.core.record.Recorder;
import dev.ambit.core.state.Snapshot;
import dev.ambit.core.state.State;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/// Everything asked of the core in one run: first the weight of a million tasks, then decisions among them, with limits,
/// delegation two hops deep, provenance, exact counters, and the bytes of the record; what is missing is only to write them.
public final class CoreQuestions {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final int TASKS = 999_999;
    private static final int REQUESTS = 4_096;
    private static final String ID = "01970000-0000-7000-8000-000000000000";
    private static final Duration TOOK = Duration.ofNanos(1_500);

    private CoreQuestions() {}

    /// Measures for a minute or two. The heap has to hold a million tasks twice.
    ///
    /// @return the tables, then the figures
    public static List<Object> ask(Effort effort) throws InvalidInput, IOException {
        try (var scratch = Scratch.create()) {
            return ask(effort, Office.in(scratch.path(), NOON));
        }
    }

    private static List<Object> ask(Effort effort, Office office) {
        Core.pin();
        office.state(3_000);
        var empty = Heap.megabytes();
        var begin = System.nanoTime();
        var state = office.state(TASKS);
        var opening = seconds(begin);
        var megabytes = Heap.megabytes() - empty;

        begin = System.nanoTime();
        var blocks = new ArrayList<byte[]>();
        Snapshot.write(state, blocks::add);
        var saving = seconds(begin);
        var size = blocks.stream().mapToLong(block -> block.length).sum();
        begin = System.nanoTime();
        var restored = restore(blocks, office);
        var restoring = seconds(begin);
        blocks.clear();
        if (restored.taskCount() != state.taskCount()) {
            throw new IllegalStateException("%d tasks came back of %d".formatted(restored.taskCount(), state
                    .taskCount()));
        }
        var afterwards = Heap.megabytes() - empty - megabytes;

        var requests = office.requests(REQUESTS, TASKS);
        var pdp = new Pdp(new Counters());
        var recorder = new Recorder();
        var decided = restored;
        IntPredicate deciding = i -> pdp.decide(decided, requests[i], office.noon()).isPermit();
        IntPredicate recording = i -> {
            var permitted = pdp.decide(decided, requests[i], office.noon()).isPermit();
            return recorder.write(ID, pdp.inquiry(), TOOK)
                    .size() > 0
                    && permitted;
        };
        for (var i = 0; i < REQUESTS; i++) {
            if (!deciding.test(i)) {
                throw new IllegalStateException("%s is not permitted: %s".formatted(requests[i], pdp.inquiry()
                        .decision()));
            }
        }
        var bytes = 0L;
        for (var i = 0; i < REQUESTS && recording.test(i); i++) {
            bytes += recorder.write(ID, pdp.inquiry(), TOOK).size();
        }
        var times = new Race(REQUESTS, 2 * effort.rounds(), effort.turn().multipliedBy(5)).run(List.of(deciding,
                recording));
        var single = SingleCalls.of(recording, REQUESTS, effort.samples());

        var weight = new Table("a million tasks, a third of them two hops down", "")
                .row("heap, MB", megabytes)
                .row("heap once restored, MB", afterwards)
                .row("opened one after another, s", opening)
                .row("snapshot, MB", size / 1e6)
                .row("written, s", saving)
                .row("restored, s", restoring);
        var speed = new Table("a decision among them", "ns", "bytes allocated")
                .row("decided", times.get(0), Allocation.bytes(deciding, REQUESTS, 10))
                .row("decided and recorded", times.get(1), Allocation.bytes(recording, REQUESTS, 10))
                .row("99 of 100 within", (double) single.percentile(99), "");
        return List.of(
                weight,
                speed,
                new Figure("core_heap_1m_tasks", megabytes, "MB"),
                new Figure("core_restore_1m_tasks", restoring, "s"),
                new Figure("core_decide", times.get(0), "ns"),
                new Figure("core_decide_and_record", times.get(1), "ns"),
                new Figure("core_record_size", (double) bytes / REQUESTS, "bytes"));
    }

    private static State restore(List<byte[]> blocks, Office office) {
        var restoring = new Snapshot.Restoring(_ -> office.release());
        try {
            for (var block : blocks) {
                restoring.add(block);
            }
            return restoring.state();
        } catch (Corrupt wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
