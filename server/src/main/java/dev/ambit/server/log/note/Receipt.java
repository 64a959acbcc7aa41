package dev.ambit.server.log.note;

import dev.ambit.server.log.tree.Hash;
import dev.ambit.server.log.tree.InclusionProof;
import dev.ambit.server.log.tree.TreeHasher;
import java.util.ArrayList;

/// Proof that an entry is in a log, to be kept and checked by anybody who has the entry and the log's public key, without asking
/// the log. C2SP tlog-proof.
///
/// @param index      of the entry
/// @param proof      that leads from the entry to the root in the checkpoint
/// @param checkpoint signed by the log
public record Receipt(long index, InclusionProof proof, SignedNote checkpoint) {
    private static final String FIRST = "c2sp.org/tlog-proof@v1";
    private static final String INDEX = "index ";
    private static final int MOST_HASHES = 63;

    /// Reads what [#toString] writes.
    ///
    /// @throws InvalidNote where `text` is no receipt
    public static Receipt parse(String text) throws InvalidNote {
        var blank = text.indexOf("\n\n");
        if (blank < 0 || text.length() > SignedNote.LONGEST)
            throw new InvalidNote("a receipt is a proof, an empty line, and a checkpoint");
        var lines = text.substring(0, blank).split("\n", -1);
        if (lines.length < 2 || !lines[0].equals(FIRST) || !lines[1].startsWith(INDEX) || lines.length > 2
                + MOST_HASHES) {
            throw new InvalidNote("a receipt begins with `%s` and `index`".formatted(FIRST));
        }
        var path = new ArrayList<Hash>();
        for (var at = 2; at < lines.length; at++) path.add(hash(lines[at]));
        var note = SignedNote.parse(text.substring(blank + 2));
        var index = Notes.number(lines[1].substring(INDEX.length()));
        return new Receipt(index, new InclusionProof(index, Checkpoint.parse(note.text()).size(), path), note);
    }

    private static Hash hash(String line) throws InvalidNote {
        return Hash.parse(line).orElseThrow(() -> new InvalidNote("`%s` is no hash".formatted(line)));
    }

    /// The checkpoint that shows `entry` to be in the log whose key is `key`.
    ///
    /// @throws InvalidNote where it does not
    public Checkpoint verified(byte[] entry, VerifierKey key) throws InvalidNote {
        var signed = Checkpoint.verified(checkpoint, key);
        var same = new InclusionProof(index, signed.size(), proof.path());
        if (!same.proves(TreeHasher.leaf(entry), signed.root())) {
            throw new InvalidNote("the proof does not lead from this entry to the root that `%s` signed".formatted(key
                    .name()));
        }
        return signed;
    }

    @Override
    public String toString() {
        var text = new StringBuilder(FIRST).append('\n').append(INDEX).append(index).append('\n');
        proof.path().forEach(hash -> text.append(hash).append('\n'));
        return text.append('\n').append(checkpoint).toString();
    }
}
