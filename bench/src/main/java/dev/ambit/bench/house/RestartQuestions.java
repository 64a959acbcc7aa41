package dev.ambit.bench.house;

import dev.ambit.bench.core.Office;
import dev.ambit.bench.measure.Effort;
import dev.ambit.bench.measure.Heap;
import dev.ambit.bench.measure.Median;
import dev.ambit.bench.measure.Scratch;
import dev.ambit.bench.report.Figure;
import dev.ambit.bench.report.Table;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.core.encoding.Corrupt;
import dev.ambit.server.pdp.authzen.AuthZen;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/// What a million tasks weigh, how soon the packaged server decides after it was started, with them and with nothing, and how soon
/// a task that has ended is refused.
public final class RestartQuestions {
    private static final int TASKS = 999_999;
    private static final int FAMILY = 10_001;
    private static final int FAMILIES = 5;
    private static final int SINGLE = 500;
    private static final int PROBES = 64;
    private static final String REVOKE = "/v1/tasks/%s/revoke";
    private static final String PERMITTED = "\"decision\":true";

    private final Path jar;
    private final Effort effort;

    private RestartQuestions(Path jar, Effort effort) {
        this.jar = jar;
        this.effort = effort;
    }

    /// @param jar the packaged server
    public static List<Object> ask(Effort effort, Path jar) throws IOException, InvalidInput, Corrupt {
        var asked = new RestartQuestions(jar, effort);
        var first = asked.firstDecision();
        var ends = asked.ends();
        var weight = asked.million();
        var table = new Table("the packaged server, in a process of its own", "")
                .row("first permit after a start on nothing, s", first)
                .row("first permit after a start with 1,000,000 tasks, s", weight.restart())
                .row("heap of the house with them, MB", weight.megabytes())
                .row("from one that ended to its refusal, p50, ms", ends.single(50))
                .row("the same, p99", ends.single(99))
                .row("from 10,000 ended at once to the refusal, p50, ms", ends.family(50))
                .row("the same, p99", ends.family(99));
        return List.of(table,
                new Figure("heap_1m_tasks", weight.megabytes(), "MB"),
                new Figure("restart_1m", weight.restart(), "s"),
                new Figure("first_decision", first, "s"),
                new Figure("end_to_refusal_p99", Math.max(ends.single(99), ends.family(99)), "ms"));
    }

    // On nothing

    private double firstDecision() throws IOException, InvalidInput {
        try (var policies = Scratch.create()) {
            var office = Office.in(policies.path(), Instant.now());
            var times = new ArrayList<Double>();
            for (var i = 0; i < effort.repetitions(); i++) {
                try (var data = Scratch.create(); var server = Started.on(jar, data.path(), office.directory())) {
                    var answer = server.post(AuthZen.EVALUATION, Office.question(0, 0));
                    times.add(server.age());
                    expect(answer, false, "task-unknown");
                }
            }
            return Median.of(times);
        }
    }

    private static void expect(String answer, boolean isPermit, String words) {
        if (answer.contains(PERMITTED) != isPermit || !answer.contains(words)) {
            throw new IllegalStateException("expected %s: %s".formatted(words, answer));
        }
    }

    // With a million tasks

    private record Weight(double megabytes, double restart) {}

    private Weight million() throws IOException, InvalidInput, Corrupt {
        try (var policies = Scratch.create(); var data = Scratch.create()) {
            var office = Office.in(policies.path(), Instant.now());
            Premises.furnish(data.path(), office, TASKS);
            var before = Heap.megabytes();
            double weight;
            try (var house = Premises.open(data.path())) {
                weight = Heap.megabytes() - before;
                if (house.registrar().state().taskCount() != TASKS) {
                    throw new IllegalStateException("there are %,d tasks".formatted(house.registrar().state()
                            .taskCount()));
                }
            }
            try (var server = Started.on(jar, data.path(), office.directory())) {
                var answer = server.post(AuthZen.EVALUATION, Office.question(TASKS / 3 - 1, TASKS / 3 - 1));
                var age = server.age();
                expect(answer, true, "permitted");
                return new Weight(weight, age);
            }
        }
    }

    // Ends

    /// Milliseconds from the acceptance of an end to the first refusal.
    private record Ends(List<Double> single, List<Double> family) {
        private static double percentile(List<Double> times, int percent) {
            var sorted = times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
        }

        double single(int percent) {
            return percentile(single, percent);
        }

        double family(int percent) {
            return percentile(family, percent);
        }
    }

    private Ends ends() throws IOException, InvalidInput {
        try (var policies = Scratch.create(); var data = Scratch.create()) {
            var office = Office.in(policies.path(), Instant.now());
            Premises.furnish(data.path(), office, happened -> office.families(FAMILIES + 1, FAMILY, happened));
            try (var server = Started.on(jar, data.path(), office.directory())) {
                var single = single(server);
                var family = new ArrayList<Double>();
                for (var i = 1; i <= FAMILIES; i++) {
                    family(server, i * FAMILY, family);
                }
                return new Ends(single, family);
            }
        }
    }

    /// Tasks of the first family, ended one by one; the first ones to warm up.
    private static List<Double> single(Started server) throws IOException {
        var times = new ArrayList<Double>();
        for (var number = 1; number <= 2 * SINGLE; number++) {
            expect(server.post(AuthZen.EVALUATION, Office.question(number, 0)), true, "permitted");
            server.post(REVOKE.formatted(Office.id(number).text()), "");
            var accepted = System.nanoTime();
            expect(server.post(AuthZen.EVALUATION, Office.question(number, 0)), false, "task-ended");
            if (number > SINGLE) {
                times.add((System.nanoTime() - accepted) / 1e6);
            }
        }
        return times;
    }

    /// The task above ends, and with it ten thousand; at once, some of them are asked about, on many connections.
    private static void family(Started server, int above, List<Double> times) throws IOException {
        var asked = IntStream.range(0, PROBES).mapToObj(i -> Office.question(above + 1 + i * (FAMILY - 1) / PROBES,
                above))
                .toList();
        server.postAll(AuthZen.EVALUATION, asked).forEach(answer -> expect(answer.join(), true, "permitted"));
        server.post(REVOKE.formatted(Office.id(above).text()), "");
        var accepted = System.nanoTime();
        var refused = new double[PROBES];
        var answers = server.postAll(AuthZen.EVALUATION, asked);
        CompletableFuture.allOf(IntStream.range(0, PROBES).mapToObj(i -> answers.get(i).thenAccept(answer -> {
            refused[i] = (System.nanoTime() - accepted) / 1e6;
            expect(answer, false, "reasons");
        })).toArray(CompletableFuture[]::new)).join();
        Arrays.stream(refused).forEach(times::add);
    }
}
