package dev.ambit.server.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ambit.server.log.note.Checkpoint;
import dev.ambit.server.log.note.InvalidNote;
import dev.ambit.server.log.note.SignedNote;
import dev.ambit.server.log.note.VerifierKey;
import dev.ambit.server.log.store.Damage;
import dev.ambit.server.log.store.Disk;
import dev.ambit.server.log.store.LogFailure;
import dev.ambit.server.log.tree.Tree;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The checkpoint in the directory of a log: what the log has committed to, and so has to hold.
///
/// @param note whose signatures were not checked
record KeptCheckpoint(SignedNote note, Checkpoint checkpoint) {
    static final String NAME = "checkpoint";

    private static final String UNFINISHED = NAME + ".new";

    static Optional<KeptCheckpoint> read(Disk disk) throws IOException {
        if (!disk.names().contains(NAME)) return Optional.empty();
        try (var file = disk.read(NAME)) {
            var bytes = new byte[(int) Math.min(file.size(), SignedNote.LONGEST + 1)];
            file.read(0, bytes, 0, bytes.length);
            var note = SignedNote.parse(new String(bytes, UTF_8));
            return Optional.of(new KeptCheckpoint(note, Checkpoint.parse(note.text())));
        } catch (InvalidNote wrong) {
            throw damaged(wrong.getMessage());
        }
    }

    /// Puts `note` in place of the one that is kept. Once this returns it is on disk; a crash before leaves either.
    static void write(Disk disk, SignedNote note) throws IOException {
        var bytes = note.toString().getBytes(UTF_8);
        try (var file = disk.create(UNFINISHED)) {
            file.write(0, bytes, 0, bytes.length);
            file.force();
        }
        disk.rename(UNFINISHED, NAME);
        disk.sync();
    }

    /// Checks that the log still is what was signed.
    void check(Tree tree) throws IOException {
        if (!tree.root().equals(checkpoint.root())) {
            throw damaged("the first %d entries have root %s, not the one it says".formatted(tree.size(), tree.root()));
        }
    }

    /// Checks the signature, if one claims to be by `key`.
    void check(VerifierKey key) throws LogFailure.Damaged {
        try {
            if (note.signatures().stream().anyMatch(key::claims)) note.verified(key);
        } catch (InvalidNote wrong) {
            throw damaged(wrong.getMessage());
        }
    }

    static LogFailure.Damaged damaged(@Nullable String what) {
        return new LogFailure.Damaged(new Damage(NAME, 0, String.valueOf(what)));
    }
}
