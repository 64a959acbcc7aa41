package dev.ambit.server.log.note;

import java.util.Arrays;
import java.util.Base64;

/// One line below a note: whose signature it claims to be, and the signature. Nothing about it has been checked.
public final class NoteSignature {
    private static final int ID = 4;
    private static final String DASH = "\u2014 ";

    private final String name;
    private final byte[] bytes; // the key's id, then what the key made

    private NoteSignature(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    static NoteSignature of(VerifierKey key, byte[] signature) {
        var bytes = Arrays.copyOf(key.id(), ID + signature.length);
        System.arraycopy(signature, 0, bytes, ID, signature.length);
        return new NoteSignature(key.name(), bytes);
    }

    /// @param line without the line break
    static NoteSignature parse(String line) throws InvalidNote {
        var space = line.indexOf(' ', DASH.length());
        if (!line.startsWith(DASH) || space <= DASH.length()) {
            throw new InvalidNote("a signature reads `\u2014 name signature`, not `%s`".formatted(line));
        }
        var bytes = Notes.base64(line.substring(space + 1));
        if (bytes.length <= ID) throw new InvalidNote("the signature in `%s` is too short".formatted(line));
        return new NoteSignature(line.substring(DASH.length(), space), bytes);
    }

    public String name() {
        return name;
    }

    byte[] id() {
        return Arrays.copyOf(bytes, ID);
    }

    byte[] signature() {
        return Arrays.copyOfRange(bytes, ID, bytes.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteSignature that && name.equals(that.name) && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(bytes);
    }

    /// The line, without a line break.
    @Override
    public String toString() {
        return DASH + name + " " + Base64.getEncoder().encodeToString(bytes);
    }
}
