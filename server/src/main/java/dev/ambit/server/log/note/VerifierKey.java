package dev.ambit.server.log.note;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// The public key of a log or of a witness, as `name+id+key`. It is all that anybody needs to check what a log claims.
/// C2SP signed-note, types 0x01 and 0x04.
public final class VerifierKey {
    /// Longest name of a key, in characters.
    public static final int LONGEST_NAME = 255;

    private static final Pattern TEXT = Pattern.compile("([^+]*)\\+([0-9a-f]{8})\\+(.*)");
    private static final Pattern NAME = Pattern.compile("[^+\\s\\p{Z}\\p{C}]{1," + LONGEST_NAME + "}");
    private static final int ID = 4;

    private final String name;
    private final KeyType type;
    private final byte[] key;
    private final PublicKey verifying;

    private VerifierKey(String name, KeyType type, byte[] key, PublicKey verifying) {
        this.name = name;
        this.type = type;
        this.key = key;
        this.verifying = verifying;
    }

    static VerifierKey of(String name, KeyType type, PublicKey key) throws InvalidNote {
        check(NAME.matcher(name).matches(), "a key cannot be called `%s`: a name has neither spaces nor `+`".formatted(
                name));
        return new VerifierKey(name, type, Ed25519.bytes(key), key);
    }

    /// Reads what [#toString] writes.
    ///
    /// @throws InvalidNote where `text` is not the text of such a key, or not all of it
    public static VerifierKey parse(String text) throws InvalidNote {
        var found = TEXT.matcher(text);
        check(found.matches(), "a public key reads `name+id+key`, not `%s`".formatted(text));
        var bytes = Notes.base64(found.group(3));
        check(bytes.length == 1 + Ed25519.KEY, "key `%s` is not one byte for its type and 32 for Ed25519".formatted(
                found.group(1)));
        var type = KeyType.of(bytes[0]).orElseThrow(() -> new InvalidNote(
                "key `%s` has type %d; known are 1 for notes and 4 for cosignatures".formatted(found.group(1),
                        bytes[0])));
        var key = of(found.group(1), type, Ed25519.publicKey(Arrays.copyOfRange(bytes, 1, bytes.length)));
        check(key.hexId().equals(found.group(2)), "key `%s` has id %s, not the id that belongs to it".formatted(
                key.name, found.group(2)));
        return key;
    }

    /// Whose key it is: for a log, its origin.
    public String name() {
        return name;
    }

    /// Tells keys of one name apart: the first bytes of a hash over name, type and key.
    byte[] id() {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update((name + "\n").getBytes(UTF_8));
            sha256.update(type.number);
            return Arrays.copyOf(sha256.digest(key), ID);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    String hexId() {
        return HexFormat.of().formatHex(id());
    }

    /// Whether `signature` says of itself that it is by this key; whether it is has not been checked.
    public boolean claims(NoteSignature signature) {
        return signature.name().equals(name) && Arrays.equals(signature.id(), id());
    }

    boolean verifies(String text, byte[] signature) {
        return signature.length == type.before() + Ed25519.SIGNATURE
                && Ed25519.verify(verifying, type.signed(text, signature),
                        Arrays.copyOfRange(signature, type.before(), signature.length));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey that && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    @Override
    public String toString() {
        var bytes = new byte[1 + key.length];
        bytes[0] = type.number;
        System.arraycopy(key, 0, bytes, 1, key.length);
        return name + "+" + hexId() + "+" + Base64.getEncoder().encodeToString(bytes);
    }

    private static void check(boolean holds, String otherwise) throws InvalidNote {
        if (!holds) throw new InvalidNote(otherwise);
    }
}
