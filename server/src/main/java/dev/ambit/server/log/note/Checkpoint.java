package dev.ambit.server.log.note;

import dev.ambit.server.log.tree.Hash;
import java.util.List;

/// What a log commits to when it signs: the root over its first `size` entries. From then on nobody, the log's owner included,
/// can change one of them unnoticed by whoever holds the note. C2SP tlog-checkpoint.
///
/// Extension lines are refused: ours are never written with any, and a reader that passes over what it does not understand
/// can be told too little.
///
/// @param origin which log it is; the name of its key
public record Checkpoint(String origin, long size, Hash root) {
    private static final int LINES = 3;

    /// Reads what [#text] writes.
    ///
    /// @throws InvalidNote where `text` is not a checkpoint
    public static Checkpoint parse(String text) throws InvalidNote {
        var lines = text.split("\n", -1);
        if (lines.length != LINES + 1 || lines[0].isEmpty() || !lines[LINES].isEmpty()) {
            throw new InvalidNote("a checkpoint is three lines: origin, size and root");
        }
        var size = Notes.number(lines[1]);
        var root = Hash.parse(lines[2]).orElseThrow(() -> new InvalidNote("`%s` is no root".formatted(lines[2])));
        return new Checkpoint(lines[0], size, root);
    }

    /// The checkpoint that `key` signed.
    ///
    /// @throws InvalidNote where it did not, or the checkpoint is that of another log
    public static Checkpoint verified(SignedNote note, VerifierKey key) throws InvalidNote {
        var checkpoint = parse(note.verified(key).text());
        if (!checkpoint.origin.equals(key.name())) {
            throw new InvalidNote("it is a checkpoint of `%s`, not of `%s`".formatted(checkpoint.origin, key.name()));
        }
        return checkpoint;
    }

    public SignedNote signed(SigningKey key) {
        return new SignedNote(text(), List.of(key.sign(text())));
    }

    /// What is signed.
    public String text() {
        return origin + "\n" + size + "\n" + root + "\n";
    }
}
