package dev.ambit.server.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambit.server.log.note.Checkpoint;
import dev.ambit.server.log.note.InvalidNote;
import dev.ambit.server.log.note.Receipt;
import dev.ambit.server.log.note.SignedNote;
import dev.ambit.server.log.note.SigningKey;
import dev.ambit.server.log.store.LogFailure;
import dev.ambit.server.log.store.MemoryDisk;
import dev.ambit.server.log.tree.Hash;
import dev.ambit.server.log.tree.Tile;
import dev.ambit.server.log.tree.TreeHasher;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a log tells others.
class CheckpointsTest {
    private static final LogSettings SETTINGS = new LogSettings(128 << 10, Duration.ofSeconds(10), Duration.ZERO);

    private final MemoryDisk disk = new MemoryDisk();
    private SigningKey key;

    @BeforeEach
    void makeKey() throws Exception {
        key = SigningKey.generate("acme.example/log");
    }

    @Test
    void only_what_is_on_disk_is_signed() throws Exception {
        try (var log = open()) {
            var checkpoints = Checkpoints.of(log, key);
            log.sync(append(log, 10));
            append(log, 5);
            assertThat(signed(checkpoints.publish()).size()).isEqualTo(10);
            assertThat(checkpoints.newest()).isEqualTo(checkpoints.publish());
            log.sync(14);
            assertThat(signed(checkpoints.publish()).size()).isEqualTo(15);
            assertThat(signed(SignedNote.parse(new String(disk.bytes("checkpoint"), UTF_8))).size()).isEqualTo(15);
        }
    }

    @Test
    void a_new_checkpoint_continues_every_old_one() throws Exception {
        try (var log = open()) {
            var checkpoints = Checkpoints.of(log, key);
            log.sync(append(log, 1));
            var before = signed(checkpoints.publish());
            for (var round = 0; round < 20; round++) {
                log.sync(append(log, 1 + round * 7));
                var after = signed(checkpoints.publish());
                var proof = log.tree(after.size()).consistency(before.size());
                assertThat(proof.proves(before.root(), after.root())).isTrue();
                before = after;
            }
        }
    }

    @Test
    void a_receipt_shows_one_entry_to_be_there_and_no_other() throws Exception {
        try (var log = open()) {
            log.sync(append(log, 700));
            var receipt = Receipt.parse(Checkpoints.of(log, key).receipt(321).toString());
            assertThat(receipt.verified(entry(321), key.verifier()).size()).isEqualTo(700);
            assertThatThrownBy(() -> receipt.verified(entry(322), key.verifier()))
                    .isInstanceOf(InvalidNote.class)
                    .hasMessage("the proof does not lead from this entry to the root that `acme.example/log` signed");
        }
    }

    @Test
    void tiles_end_where_the_newest_checkpoint_does() throws Exception {
        try (var log = open()) {
            log.sync(append(log, 300));
            var checkpoints = Checkpoints.of(log, key);
            log.sync(append(log, 300));
            assertThat(checkpoints.tile(new Tile.Hashes(0, 0, 256)).orElseThrow()).hasSize(256 * Hash.BYTES);
            assertThat(checkpoints.tile(new Tile.Hashes(0, 1, 44)).orElseThrow()).hasSize(44 * Hash.BYTES);
            assertThat(checkpoints.tile(new Tile.Hashes(1, 0, 1)).orElseThrow()).hasSize(Hash.BYTES);
            assertThat(checkpoints.tile(new Tile.Hashes(0, 1, 45))).isEmpty();
            assertThat(checkpoints.tile(new Tile.Hashes(1, 0, 2))).isEmpty();
            assertThat(checkpoints.tile(new Tile.Entries(1, 44))).isPresent();
            assertThat(checkpoints.tile(new Tile.Entries(1, 45))).isEmpty();
            assertThat(checkpoints.tile(new Tile.Hashes(7, 0, 1))).isEmpty();
            assertThat(checkpoints.tile(new Tile.Entries(1L << 50, 256))).isEmpty();
        }
    }

    @Test
    void a_tile_of_entries_holds_each_behind_its_length() throws Exception {
        try (var log = open()) {
            log.append(new byte[0]);
            log.append(new byte[0x1234]);
            log.sync(log.append(new byte[Log.LONGEST]));
            var tile = Checkpoints.of(log, key).tile(new Tile.Entries(0, 3)).orElseThrow();
            assertThat(tile).hasSize(6 + 0x1234 + Log.LONGEST).startsWith(0, 0, 0x12, 0x34, 0);
        }
    }

    @Test
    void of_entries_that_were_let_go_the_hashes_are_still_told() throws Exception {
        try (var log = open()) {
            log.sync(append(log, 2_000));
            var checkpoints = Checkpoints.of(log, key);
            log.retainFrom(1_500);
            assertThat(log.firstRetained()).isGreaterThan(256);
            assertThat(checkpoints.tile(new Tile.Entries(0, 256))).isEmpty();
            assertThat(checkpoints.tile(new Tile.Hashes(0, 0, 1)).orElseThrow()).isEqualTo(TreeHasher.leaf(entry(0))
                    .bytes());
            assertThatThrownBy(() -> checkpoints.receipt(0)).isInstanceOf(LogFailure.Dropped.class);
            assertThat(checkpoints.receipt(1_999).verified(entry(1_999), key.verifier()).size()).isEqualTo(2_000);
        }
        assertThat(LogVerifier.verify(disk, key.verifier())).isInstanceOfSatisfying(Verdict.Intact.class, intact -> {
            assertThat(intact.size()).isEqualTo(2_000);
            assertThat(intact.first()).isGreaterThan(256);
        });
    }

    @Test
    void another_key_may_go_on_but_a_checkpoint_with_a_broken_signature_of_this_one_is_damage() throws Exception {
        try (var log = open()) {
            log.sync(append(log, 3));
            Checkpoints.of(log, SigningKey.generate("acme.example/log"));
            assertThat(signed(Checkpoints.of(log, key).newest()).size()).isEqualTo(3);
        }
        var note = new String(disk.bytes("checkpoint"), UTF_8);
        var at = note.length() - 20;
        disk.put("checkpoint", (note.substring(0, at) + (note.charAt(at) == 'A' ? 'B' : 'A') + note.substring(at + 1))
                .getBytes(UTF_8));
        try (var log = open()) {
            assertThatThrownBy(() -> Checkpoints.of(log, key))
                    .isInstanceOf(LogFailure.Damaged.class)
                    .hasMessage(
                            "`checkpoint` is damaged at byte 0: the signature by `acme.example/log` does not belong to this text");
        }
    }

    @Test
    void a_checkpoint_that_cannot_be_written_leaves_the_last_one_the_newest_and_the_log_as_it_was() throws Exception {
        try (var log = open()) {
            var checkpoints = Checkpoints.of(log, key);
            log.sync(append(log, 3));
            disk.failing((operation, name) -> {
                if (operation.equals("create") && name.startsWith("checkpoint"))
                    throw new IOException("No space left on device");
            });
            assertThatThrownBy(checkpoints::publish)
                    .isInstanceOf(LogFailure.Unusable.class)
                    .hasMessage("log `memory` cannot keep a checkpoint: No space left on device");
            assertThat(signed(checkpoints.newest()).size()).isZero();
            log.sync(append(log, 3));
            disk.failing((_, _) -> {});
            assertThat(signed(checkpoints.publish()).size()).isEqualTo(6);
        }
    }

    @Test
    void the_defaults_are_these() {
        assertThat(LogSettings.DEFAULT).isEqualTo(new LogSettings(32 << 20, Duration.ofMillis(50), Duration.ofSeconds(
                1)));
        assertThatThrownBy(() -> new LogSettings(1_000, Duration.ofMillis(50), Duration.ZERO))
                .hasMessage("segments have from 131072 to 1073741824 bytes, not 1000");
        assertThatThrownBy(() -> new LogSettings(1 << 20, Duration.ZERO, Duration.ZERO))
                .hasMessage("entries are synced within 1 ms to 10 s, not PT0S");
        assertThatThrownBy(() -> new LogSettings(1 << 20, Duration.ofMillis(50), Duration.ofHours(1)))
                .hasMessage("room is looked for again within 0 s to 1 min, not PT1H");
    }

    private Log open() throws LogFailure {
        return Log.open(disk, SETTINGS, LogTest.FATAL);
    }

    private Checkpoint signed(SignedNote note) throws InvalidNote {
        return Checkpoint.verified(note, key.verifier());
    }

    private static long append(Log log, int entries) throws LogFailure {
        var last = -1L;
        for (var each = 0; each < entries; each++) last = log.append(entry(log.size()));
        return last;
    }

    private static byte[] entry(long index) {
        return ("entry " + index + " " + "x".repeat((int) (index % 300))).getBytes(UTF_8);
    }
}
