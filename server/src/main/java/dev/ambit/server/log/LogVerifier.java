package dev.ambit.server.log;

import dev.ambit.server.log.note.Checkpoint;
import dev.ambit.server.log.note.InvalidNote;
import dev.ambit.server.log.note.VerifierKey;
import dev.ambit.server.log.store.Damage;
import dev.ambit.server.log.store.Disk;
import dev.ambit.server.log.store.EachEntry;
import dev.ambit.server.log.store.LocalDisk;
import dev.ambit.server.log.store.LogFailure;
import dev.ambit.server.log.store.WholeLog;
import java.io.IOException;
import java.nio.file.Path;

/// Checks a log, or a copy of one, believing nothing but a public key. It reads every entry once, changes nothing, and needs
/// no more memory for a longer log. It looks at every byte of every file but the lock.
///
/// The directory must not be in use. A copy of a log in use is fine where `checkpoint` and `synced` were copied first.
public final class LogVerifier {
    private LogVerifier() {}

    /// @throws LogFailure.Unusable where the directory cannot be read
    public static Verdict verify(Path directory, VerifierKey key) throws LogFailure.Unusable {
        return verify(directory, key, EachEntry.UNSEEN);
    }

    /// As [#verify(Path, VerifierKey)].
    ///
    /// @param each is handed the entries while they are checked; what is said of them at the end holds for them too
    public static Verdict verify(Path directory, VerifierKey key, EachEntry each) throws LogFailure.Unusable {
        return verify(new LocalDisk(directory), key, each);
    }

    /// As [#verify(Path, VerifierKey)].
    public static Verdict verify(Disk disk, VerifierKey key) throws LogFailure.Unusable {
        return verify(disk, key, EachEntry.UNSEEN);
    }

    private static Verdict verify(Disk disk, VerifierKey key, EachEntry each) throws LogFailure.Unusable {
        try {
            return judge(disk, signed(disk, key), each);
        } catch (LogFailure.Damaged damaged) {
            return new Verdict.Broken(damaged.damage());
        } catch (IOException failure) {
            throw new LogFailure.Unusable("log `%s` cannot be read: %s".formatted(disk, failure.getMessage()), failure);
        }
    }

    /// Reads a log without opening or changing it, and without any key: whether it is what was signed is not asked, whether it is
    /// whole by its own account is.
    ///
    /// @throws LogFailure.Damaged where it is not
    /// @throws LogFailure.Unusable where the directory cannot be read
    public static void read(Path directory, EachEntry each) throws LogFailure {
        var disk = new LocalDisk(directory);
        try (var whole = new WholeLog(disk, 0, each)) {
            var doubt = whole.read().doubt();
            if (doubt.isPresent()) throw new LogFailure.Damaged(doubt.get().entry());
        } catch (LogFailure damaged) {
            throw damaged;
        } catch (IOException failure) {
            throw new LogFailure.Unusable("log `%s` cannot be read: %s".formatted(disk, failure.getMessage()), failure);
        }
    }

    private static Checkpoint signed(Disk disk, VerifierKey key) throws IOException {
        var kept = KeptCheckpoint.read(disk).orElseThrow(() -> KeptCheckpoint.damaged("it is missing"));
        try {
            return Checkpoint.verified(kept.note(), key);
        } catch (InvalidNote wrong) {
            throw KeptCheckpoint.damaged(wrong.getMessage());
        }
    }

    private static Verdict judge(Disk disk, Checkpoint checkpoint, EachEntry each) throws IOException {
        try (var whole = new WholeLog(disk, checkpoint.size(), each)) {
            var found = whole.read();
            var broken = found.doubt().map(doubt -> settled(doubt, found, checkpoint));
            if (broken.isPresent()) return new Verdict.Broken(broken.get());
            return found.signed().equals(checkpoint.root())
                    ? new Verdict.Intact(found.first(), found.size(), found.root(), checkpoint, found.torn())
                    : new Verdict.Broken(unsigned(found, checkpoint));
        }
    }

    /// Which of an entry and its kept hash is wrong: the one that does not lead to the signed root.
    private static Damage settled(WholeLog.Doubt doubt, WholeLog.Contents found, Checkpoint checkpoint) {
        if (found.signed().equals(checkpoint.root())) return doubt.hash();
        return doubt.other().equals(checkpoint.root()) ? doubt.entry() : unsigned(found, checkpoint);
    }

    private static Damage unsigned(WholeLog.Contents found, Checkpoint checkpoint) {
        return new Damage(KeptCheckpoint.NAME, checkpoint.text().indexOf(checkpoint.root().toString()),
                "the first %d entries have root %s, not the signed one".formatted(checkpoint.size(), found.signed()));
    }
}
