package dev.ambit.server.log.note;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A text and signatures below it, C2SP signed-note. Nothing about the signatures has been checked.
///
/// @param text       ends with a line break and holds no other control characters
/// @param signatures at least one, at most [#MOST_SIGNATURES]
public record SignedNote(String text, List<NoteSignature> signatures) {
    public static final int MOST_SIGNATURES = 64;
    /// The longest note that is read, in characters.
    public static final int LONGEST = 1 << 16;

    public SignedNote {
        signatures = List.copyOf(signatures);
        if (!wellFormed(text) || signatures.isEmpty() || signatures.size() > MOST_SIGNATURES) {
            throw new IllegalArgumentException("a note is lines of text and up to %d signatures".formatted(
                    MOST_SIGNATURES));
        }
    }

    /// @throws InvalidNote where `note` is not one
    public static SignedNote parse(String note) throws InvalidNote {
        if (note.length() > LONGEST) throw new InvalidNote("a note has at most %d characters".formatted(LONGEST));
        var blank = note.lastIndexOf("\n\n");
        if (blank < 0 || blank + 2 == note.length() || !note.endsWith("\n")) {
            throw new InvalidNote("a note is text, an empty line, and signatures, each with a line break");
        }
        var text = note.substring(0, blank + 1);
        if (!wellFormed(text)) throw new InvalidNote("the text of a note holds no control characters");
        var signatures = new ArrayList<NoteSignature>();
        for (var line : note.substring(blank + 2, note.length() - 1).split("\n", -1))
            signatures.add(NoteSignature.parse(line));
        if (signatures.size() > MOST_SIGNATURES) {
            throw new InvalidNote("a note has at most %d signatures".formatted(MOST_SIGNATURES));
        }
        return new SignedNote(text, signatures);
    }

    /// This note, if `key` signed it. Signatures by others do not matter; one that claims to be by `key` and is not does.
    ///
    /// @throws InvalidNote where it did not
    public SignedNote verified(VerifierKey key) throws InvalidNote {
        var claimed = signatures.stream().filter(key::claims).toList();
        if (claimed.isEmpty()) {
            throw new InvalidNote("it is not signed by `%s` with key %s".formatted(key.name(), key.hexId()));
        }
        for (var signature : claimed) {
            if (!key.verifies(text, signature.signature())) {
                throw new InvalidNote("the signature by `%s` does not belong to this text".formatted(key.name()));
            }
        }
        return this;
    }

    /// This note with one more signature.
    public SignedNote with(NoteSignature signature) {
        return new SignedNote(text, Stream.concat(signatures.stream(), Stream.of(signature)).toList());
    }

    /// The note as others read it.
    @Override
    public String toString() {
        return signatures.stream().map(NoteSignature::toString).collect(Collectors.joining("\n", text + "\n", "\n"));
    }

    private static boolean wellFormed(String text) {
        return text.endsWith("\n") && text.chars().allMatch(character -> character >= ' ' || character == '\n');
    }
}
