package dev.ambit.server.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.server.log.note.SigningKey;
import dev.ambit.server.log.store.Damage;
import dev.ambit.server.log.store.LogFailure;
import dev.ambit.server.log.store.MemoryDisk;
import dev.ambit.server.log.tree.Hash;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A log with three segments, of which something is changed behind its back.
class DamageTest {
    private static final LogSettings SETTINGS = new LogSettings(128 << 10, Duration.ofSeconds(10), Duration.ZERO);
    private static final int ENTRIES = 1_000;
    private static final String FIRST = "00000000000000000000.seg";

    private static MemoryDisk whole;
    private static SigningKey key;
    private static String last;

    @BeforeAll
    static void write() throws Exception {
        key = SigningKey.generate("acme.example/log");
        whole = new MemoryDisk();
        try (var log = Log.open(whole, SETTINGS, LogTest.FATAL)) {
            for (var index = 0; index < ENTRIES; index++) log.append(entry(index));
            log.sync(ENTRIES - 1);
            Checkpoints.of(log, key);
        }
        var segments = whole.names().stream().filter(name -> name.endsWith(".seg")).toList();
        assertThat(segments).hasSize(3);
        last = segments.getLast();
    }

    private static byte[] entry(int index) {
        return "entry %d %s".formatted(index, "x".repeat(200 + index % 97)).getBytes(UTF_8);
    }

    @Test
    void an_unchanged_log_is_intact() throws Exception {
        assertThat(LogVerifier.verify(whole, key.verifier())).isInstanceOfSatisfying(Verdict.Intact.class, intact -> {
            assertThat(intact.size()).isEqualTo(ENTRIES);
            assertThat(intact.checkpoint().size()).isEqualTo(ENTRIES);
            assertThat(intact.root()).isEqualTo(intact.checkpoint().root());
            assertThat(intact.torn()).isEmpty();
        });
    }

    @Test
    void every_changed_byte_of_any_file_is_named() throws Exception {
        var random = new SplittableRandom(1);
        for (var name : whole.names()) {
            var end = last(name);
            for (var tries = 0; tries < 150; tries++) changed(name, random.nextInt(end), 1 << random.nextInt(8));
        }
    }

    @Test
    void every_changed_bit_around_an_entry_is_named() throws Exception {
        var frame = 4096; // behind the segment's header
        for (var bit = 0; bit < 8 * 32; bit++) changed(FIRST, frame + bit / 8, 1 << bit % 8);
    }

    @Test
    @Tag("slow")
    void every_thirteenth_byte_of_every_file_is_named_when_it_is_changed() throws Exception {
        for (var name : whole.names()) {
            for (var at = 0; at < last(name); at += 13) changed(name, at, 1 + at % 255);
        }
    }

    private static void changed(String name, int at, int change) throws Exception {
        var disk = whole.afterKill();
        disk.flip(name, at, change);

        var verdict = LogVerifier.verify(disk, key.verifier());

        assertThat(verdict).as("byte %d of `%s`", at, name).isInstanceOfSatisfying(Verdict.Broken.class, broken -> {
            assertThat(broken.damage().file()).isEqualTo(name);
            if (!name.equals("checkpoint")) assertThat(broken.damage().offset()).isEqualTo(at);
        });
    }

    /// Where the room begins that nothing has been written to.
    private static int last(String name) {
        var bytes = whole.bytes(name);
        var end = bytes.length;
        while (bytes[end - 1] == 0) end--;
        return end;
    }

    @Test
    void a_log_opens_over_no_changed_byte_of_its_last_segment_or_of_what_it_knows_about_itself() throws Exception {
        var random = new SplittableRandom(2);
        for (var name : List.of(last, "synced")) {
            for (var tries = 0; tries < 300; tries++) {
                var at = random.nextInt(last(name));
                var disk = whole.afterKill();
                disk.flip(name, at, 1 << random.nextInt(8));
                assertThat(opened(disk)).as("byte %d of `%s`", at, name)
                        .hasValueSatisfying(damage -> assertThat(damage.file()).isEqualTo(name))
                        .hasValueSatisfying(damage -> assertThat(damage.offset()).isEqualTo(at));
            }
        }
    }

    @Test
    void a_log_opens_over_no_segment_whose_beginning_or_end_was_changed() throws Exception {
        var random = new SplittableRandom(3);
        for (var name : whole.names().stream().filter(it -> it.endsWith(".seg") && !it.equals(last)).toList()) {
            var length = whole.bytes(name).length;
            for (var tries = 0; tries < 100; tries++) {
                for (var at : List.of(random.nextInt(4096), length - 1 - random.nextInt(64))) {
                    var disk = whole.afterKill();
                    disk.flip(name, at, 1 << random.nextInt(8));
                    assertThat(opened(disk)).as("byte %d of `%s`", at, name)
                            .hasValueSatisfying(damage -> assertThat(damage.file()).isEqualTo(name));
                }
            }
        }
    }

    @Test
    void a_changed_entry_of_an_old_segment_is_named_when_it_is_read() throws Exception {
        var disk = whole.afterKill();
        disk.flip(FIRST, 50_000, 1);
        try (var log = Log.open(disk, SETTINGS, LogTest.FATAL); var reader = log.read(0)) {
            assertThat(damage(() -> {
                while (reader.next().isPresent()) assertThat(reader.position()).isLessThan(ENTRIES);
            })).hasValueSatisfying(damage -> assertThat(damage.offset()).isEqualTo(50_000));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 500, 999})
    void an_entry_that_was_rewritten_with_a_good_checksum_is_still_named(int rewritten) throws Exception {
        var disk = new MemoryDisk();
        try (var log = Log.open(disk, SETTINGS, LogTest.FATAL)) {
            for (var index = 0; index < ENTRIES; index++) {
                var entry = entry(index);
                if (index == rewritten) entry[0] ^= 1;
                log.append(entry);
            }
        }
        disk.put("checkpoint", whole.bytes("checkpoint"));
        for (var level : List.of("hashes.0", "hashes.1")) disk.put(level, whole.bytes(level));

        var verdict = LogVerifier.verify(disk, key.verifier());

        assertThat(verdict).isInstanceOfSatisfying(Verdict.Broken.class, broken -> assertThat(broken.damage()
                .toString())
                .containsAnyOf("entry %d is not the one that was added".formatted(rewritten), "not the signed one"));
    }

    @Test
    void a_log_that_was_rewritten_whole_does_not_have_the_signed_root() throws Exception {
        var disk = new MemoryDisk();
        try (var log = Log.open(disk, SETTINGS, LogTest.FATAL)) {
            for (var index = 0; index < ENTRIES; index++) log.append(entry(index == 7 ? 8 : index));
        }
        disk.put("checkpoint", whole.bytes("checkpoint"));

        assertThat(LogVerifier.verify(disk, key.verifier())).isInstanceOfSatisfying(Verdict.Broken.class,
                broken -> assertThat(broken.damage().file()).isEqualTo("checkpoint"));
        assertThat(opened(disk)).hasValueSatisfying(damage -> assertThat(damage.file()).isEqualTo("checkpoint"));
    }

    @Test
    void somebody_else_s_checkpoint_is_not_believed() throws Exception {
        var stranger = SigningKey.generate("acme.example/log");
        assertThat(LogVerifier.verify(whole, stranger.verifier())).isInstanceOfSatisfying(Verdict.Broken.class,
                broken -> assertThat(broken.damage().toString()).startsWith(
                        "`checkpoint` is damaged at byte 0: it is not signed by `acme.example/log`"));
    }

    @Test
    void a_missing_file_is_named_but_for_old_segments_which_may_be_let_go() throws Exception {
        for (var name : whole.names()) {
            if (name.equals(FIRST)) continue;
            var disk = whole.afterKill();
            disk.delete(name);
            assertThat(LogVerifier.verify(disk, key.verifier())).as(name).isInstanceOf(Verdict.Broken.class);
            if (!name.equals("checkpoint")) assertThat(opened(disk)).as(name).isPresent();
        }
    }

    /// The log before its last entry was synced: nobody was told that it is on disk.
    @Test
    void a_last_write_that_was_cut_anywhere_is_cut_off_and_named() throws Exception {
        var disk = whole.afterKill();
        var synced = disk.bytes("synced");
        var checkpoint = disk.bytes("checkpoint");
        var before = last(last);
        try (var log = Log.open(disk, SETTINGS, LogTest.FATAL)) {
            log.append(entry(ENTRIES));
        }
        var bytes = disk.bytes(last);
        var after = IntStream.iterate(bytes.length, end -> end - 1).filter(end -> bytes[end - 1] != 0).findFirst()
                .orElseThrow();
        var begin = (before + 7) / 8 * 8;
        for (var cut = begin; cut <= after; cut++) {
            var torn = bytes.clone();
            for (var at = cut; at < after; at++) torn[at] = 0;
            var crashed = disk.afterKill();
            crashed.put(last, torn);
            crashed.put("synced", synced);
            crashed.put("checkpoint", checkpoint);
            try (var log = Log.open(crashed, SETTINGS, LogTest.FATAL)) {
                assertThat(log.size()).as("cut at %d", cut).isEqualTo(cut == after ? ENTRIES + 1 : ENTRIES);
                if (cut > begin && cut < after) {
                    var found = log.torn().orElseThrow();
                    assertThat(List.of(found.file(), found.offset(), found.entry())).isEqualTo(List.of(last,
                            (long) begin, (long) ENTRIES));
                }
                log.append("shorter".getBytes(UTF_8));
            }
            assertThat(LogVerifier.verify(crashed, key.verifier())).isInstanceOfSatisfying(Verdict.Intact.class,
                    intact -> assertThat(intact.torn()).isEmpty());
        }
    }

    @Test
    void the_same_cut_is_damage_where_the_entry_was_synced() throws Exception {
        var bytes = whole.bytes(last);
        var after = last(last);
        for (var cut = after - entry(ENTRIES - 1).length; cut < after; cut++) {
            var torn = bytes.clone();
            for (var at = cut; at < after; at++) torn[at] = 0;
            var disk = whole.afterKill();
            disk.put(last, torn);
            assertThat(opened(disk)).hasValueSatisfying(damage -> assertThat(damage.file()).isEqualTo(last));
        }
    }

    @Test
    void a_hole_before_an_entry_that_knew_better_is_damage_even_without_the_mark() throws Exception {
        var disk = new MemoryDisk();
        byte[] early;
        long hole;
        try (var log = Log.open(disk, SETTINGS, LogTest.FATAL)) {
            early = disk.bytes("synced");
            hole = 4096;
            log.append(entry(0));
            log.sync(0);
            log.append(entry(1)); // knows that entry 0 is on disk
        }
        disk.put("synced", early);
        disk.flip(FIRST, (int) hole + 30, 1);
        assertThat(opened(disk)).contains(new Damage(FIRST, hole + 30, "entry 0 does not match its checksum"));
    }

    @Test
    void a_kept_hash_that_was_changed_is_noticed_before_a_receipt_is_handed_out() throws Exception {
        var disk = whole.afterKill();
        disk.flip("hashes.0", 3 * Hash.BYTES, 1);
        try (var log = Log.open(disk, SETTINGS, LogTest.FATAL)) {
            var checkpoints = Checkpoints.of(log, key);
            assertThat(damage(() -> checkpoints.receipt(2))).isPresent();
        }
    }

    private interface Attempt {
        void run() throws IOException;
    }

    private static Optional<Damage> opened(MemoryDisk disk) throws IOException {
        return damage(() -> Log.open(disk, SETTINGS, LogTest.FATAL).close());
    }

    private static Optional<Damage> damage(Attempt attempt) throws IOException {
        try {
            attempt.run();
            return Optional.empty();
        } catch (LogFailure.Damaged damaged) {
            return Optional.of(damaged.damage());
        }
    }
}
