package dev.ambit.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class SheetTest {
    private static String text(Sheet sheet) {
        return new String(sheet.text(), StandardCharsets.UTF_8);
    }

    @Test
    void counts_gauges_and_times_are_written_with_their_help_and_labels() {
        var times = new Times();
        times.add(1_500);
        times.add(2_000);
        times.add(30_000_000_000L);
        var tally = new Tally();
        tally.add("a \"quoted\" name");
        tally.add("b", 3);

        var text = text(new Sheet().count("seen", "What was seen.", tally, "what").gauge("level", "How high.", 0.5)
                .times("took_seconds", "How long.", times, "log", "record"));

        assertThat(text.lines()).contains("# HELP seen_total What was seen.", "# TYPE seen_total counter",
                "seen_total{what=\"a \\\"quoted\\\" name\"} 1.0", "seen_total{what=\"b\"} 3.0", "# TYPE level gauge",
                "level 0.5", "# TYPE took_seconds histogram", "took_seconds_bucket{log=\"record\",le=\"1.0E-6\"} 0",
                "took_seconds_bucket{log=\"record\",le=\"2.0E-6\"} 2",
                "took_seconds_bucket{log=\"record\",le=\"10.0\"} 2",
                "took_seconds_bucket{log=\"record\",le=\"+Inf\"} 3", "took_seconds_count{log=\"record\"} 3",
                "took_seconds_sum{log=\"record\"} 30.0000035");
    }

    @Test
    void names_that_nobody_bounded_do_not_fill_the_memory() {
        var tally = new Tally();
        for (var i = 0; i < 10_000; i++) {
            tally.add("name-" + i);
        }

        assertThat(tally.counts()).hasSize(Tally.MOST + 1).containsEntry("other", 10_000L - Tally.MOST);
    }

    @RepeatedTest(20)
    void a_time_counts_once_in_the_first_bound_that_it_does_not_exceed(RepetitionInfo run) throws InterruptedException {
        var random = new SplittableRandom(run.getCurrentRepetition());
        var times = new Times();
        var each = new ArrayList<Long>();
        for (var i = 0; i < 400; i++) {
            each.add(random.nextLong(1L << random.nextInt(1, 36)));
        }
        var threads = new ArrayList<Thread>();
        for (var thread = 0; thread < 4; thread++) {
            var own = each.subList(100 * thread, 100 * thread + 100);
            threads.add(Thread.ofPlatform().start(() -> own.forEach(times::add)));
        }
        for (var thread : threads) {
            thread.join();
        }

        var bounds = Times.upperBounds();
        for (var i = 0; i < bounds.length; i++) {
            var most = bounds[i];
            var more = i == 0 ? -1 : bounds[i - 1];
            assertThat(times.counts()[i]).isEqualTo(each.stream().filter(nanos -> nanos / 1e9 <= most && nanos
                    / 1e9 > more)
                    .count());
        }
        assertThat(times.count()).isEqualTo(400);
        assertThat(times.sumSeconds()).isEqualTo(each.stream().mapToLong(Long::longValue).sum() / 1e9);
    }
}
