package dev.ambit.server.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambit.server.log.store.LogFailure;
import dev.ambit.server.log.tree.Hash;
import dev.ambit.server.log.tree.TreeHasher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a log promises to those who append and read.
class LogTest {
    /// Small segments, so that a few hundred entries fill several.
    static final LogSettings SMALL = new LogSettings(128 << 10, Duration.ofMillis(5), Duration.ZERO);

    @TempDir
    Path directory;

    @Test
    void what_was_appended_is_read_back_in_order_from_any_entry_on() throws Exception {
        try (var log = open()) {
            for (var index = 0; index < 1_000; index++) assertThat(log.append(entry(index))).isEqualTo(index);

            try (var reader = log.read(700)) {
                for (var index = 700; index < 1_000; index++) {
                    assertThat(reader.next().orElseThrow().bytes()).isEqualTo(entry(index));
                }
                assertThat(reader.next()).isEmpty();
            }
        }
    }

    @Test
    void a_log_that_is_opened_again_goes_on_where_it_ended() throws Exception {
        for (var round = 0; round < 5; round++) {
            try (var log = open()) {
                assertThat(log.size()).isEqualTo(round * 100L);
                assertThat(log.synced()).isEqualTo(round * 100L);
                assertThat(log.torn()).isEmpty();
                for (var index = round * 100; index < round * 100 + 100; index++) log.append(entry(index));
            }
        }
        try (var log = open()) {
            assertThat(all(log)).hasSize(500);
        }
    }

    @Test
    void an_entry_that_was_synced_is_counted_as_synced() throws Exception {
        try (var log = Log.open(directory, new LogSettings(1 << 20, Duration.ofSeconds(10), Duration.ZERO), FATAL)) {
            var index = log.append(entry(0));
            log.sync(index);
            assertThat(log.synced()).isEqualTo(1);
        }
    }

    @RepeatedTest(10)
    void the_tree_of_a_log_is_that_of_its_entries_whatever_their_lengths_and_however_often_it_is_opened(
            RepetitionInfo run)
            throws Exception {
        var random = new SplittableRandom(run.getCurrentRepetition());
        var leaves = new ArrayList<Hash>();
        for (var opened = 0; opened < 3; opened++) {
            try (var log = open()) {
                for (var more = random.nextInt(600); more > 0; more--) {
                    var entry = new byte[random.nextInt(1, random.nextInt(2, 3_000))];
                    random.nextBytes(entry);
                    log.append(entry);
                    leaves.add(TreeHasher.leaf(entry));
                }
                assertThat(log.tree(log.size()).root()).isEqualTo(root(leaves));
            }
        }
    }

    @Test
    void threads_that_append_at_once_get_different_indexes_and_lose_nothing() throws Exception {
        var threads = 8;
        var each = 500;
        try (var log = open(); var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var done = new ArrayList<Future<?>>();
            for (var thread = 0; thread < threads; thread++) {
                var name = thread;
                done.add(pool.submit(() -> {
                    for (var number = 0; number < each; number++) {
                        var index = log.append((name + " " + number).getBytes(UTF_8));
                        if (number % 50 == 0) log.sync(index);
                    }
                    return null;
                }));
            }
            for (var one : done) one.get();

            assertThat(all(log)).hasSize(threads * each).doesNotHaveDuplicates();
        }
    }

    @Test
    void a_reader_that_waits_gets_each_entry_as_it_comes() throws Exception {
        try (var log = open(); var reader = log.read(0); var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var last = pool.submit(() -> {
                for (var index = 0; index < 2_000; index++) {
                    var next = reader.next(Duration.ofSeconds(10)).orElseThrow();
                    assertThat(next.bytes()).isEqualTo(entry(index));
                }
                return true;
            });
            for (var index = 0; index < 2_000; index++) log.append(entry(index));
            assertThat(last.get()).isTrue();
            assertThat(reader.next(Duration.ofMillis(1))).isEmpty();
        }
    }

    @Test
    void a_second_claim_on_the_directory_is_refused_by_name() throws Exception {
        try (var log = open()) {
            assertThat(log.size()).isZero();
            assertThatThrownBy(this::open)
                    .isInstanceOf(LogFailure.InUse.class)
                    .hasMessage("log `%s` is in use by this process. Stop it, or name another directory", directory);
        }
        open().close();
    }

    @Test
    void a_closed_log_takes_nothing_and_says_so() throws Exception {
        var log = open();
        log.close();
        assertThatThrownBy(() -> log.append(entry(0)))
                .isInstanceOf(LogFailure.Ended.class)
                .hasMessage("log `%s` is closed", directory);
        log.close();
    }

    @Test
    void entries_that_are_let_go_are_gone_and_the_tree_stays() throws Exception {
        try (var log = open()) {
            for (var index = 0; index < 5_000; index++) log.append(entry(index));
            var root = log.tree(log.size()).root();

            log.retainFrom(3_000);

            assertThat(log.firstRetained()).isBetween(1_000L, 3_000L);
            assertThat(log.entry(log.firstRetained()).bytes()).isEqualTo(entry((int) log.firstRetained()));
            assertThat(log.tree(log.size()).root()).isEqualTo(root);
            assertThatThrownBy(() -> log.entry(0))
                    .isInstanceOf(LogFailure.Dropped.class)
                    .hasMessage("entry 0 is no longer kept: the first that is kept is %d", log.firstRetained());
        }
        try (var log = open()) {
            assertThat(log.size()).isEqualTo(5_000);
            assertThat(log.firstRetained()).isBetween(1_000L, 3_000L);
        }
    }

    @Test
    void a_directory_that_cannot_be_made_is_refused_with_the_reason() throws Exception {
        var file = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() -> Log.open(file.resolve("log"), SMALL, FATAL))
                .isInstanceOf(LogFailure.Unusable.class)
                .hasMessageStartingWith("log `%s` cannot be opened: ", file.resolve("log"));
    }

    static final Fatal FATAL = why -> {
        throw new AssertionError(why);
    };

    private Log open() throws LogFailure {
        return Log.open(directory, SMALL, FATAL);
    }

    static byte[] entry(int index) {
        return ("entry " + index + " " + "x".repeat(index * 7 % 300)).getBytes(UTF_8);
    }

    static List<String> all(Log log) throws LogFailure {
        var found = new ArrayList<String>();
        try (var reader = log.read(log.firstRetained())) {
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                found.add(new String(next.get().bytes(), UTF_8));
            }
        }
        return found;
    }

    /// RFC 6962 §2.1, to the letter.
    static Hash root(List<Hash> leaves) {
        if (leaves.isEmpty()) return TreeHasher.EMPTY;
        if (leaves.size() == 1) return leaves.getFirst();
        var left = Integer.highestOneBit(leaves.size() - 1);
        return TreeHasher.node(root(leaves.subList(0, left)), root(leaves.subList(left, leaves.size())));
    }
}
