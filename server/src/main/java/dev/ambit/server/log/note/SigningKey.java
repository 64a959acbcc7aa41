package dev.ambit.server.log.note;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/// The key with which a log signs. It cannot print itself: [#secretText] is the only way out.
public final class SigningKey {
    private static final Pattern TEXT = Pattern.compile("PRIVATE\\+KEY\\+([^+]*)\\+([0-9a-f]{8})\\+([A-Za-z0-9+/=]*)");

    private final PrivateKey key;
    private final VerifierKey verifier;

    private SigningKey(PrivateKey key, VerifierKey verifier) {
        this.key = key;
        this.verifier = verifier;
    }

    /// A new key for the log called `name`.
    ///
    /// @throws InvalidNote where nothing can be called that
    public static SigningKey generate(String name) throws InvalidNote {
        try {
            var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new SigningKey(pair.getPrivate(), VerifierKey.of(name, KeyType.NOTE, pair.getPublic()));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /// Reads what [#secretText] writes. That the two keys belong together is tried out.
    ///
    /// @throws InvalidNote where they do not, or the text is another; it repeats nothing of the text
    static SigningKey parse(List<String> lines) throws InvalidNote {
        var found = TEXT.matcher(lines.isEmpty() ? "" : lines.getFirst());
        if (lines.size() != 2 || !found.matches()) {
            throw new InvalidNote("a signing key is two lines, `PRIVATE+KEY+name+id+key` and the public key");
        }
        var verifier = VerifierKey.parse(lines.getLast());
        var bytes = Notes.base64(found.group(3));
        if (bytes.length != 1 + Ed25519.KEY || bytes[0] != KeyType.NOTE.number) {
            throw new InvalidNote("the signing key of `%s` is not one byte for its type and 32 for Ed25519".formatted(
                    verifier.name()));
        }
        var signing = new SigningKey(Ed25519.privateKey(Arrays.copyOfRange(bytes, 1, bytes.length)), verifier);
        Arrays.fill(bytes, (byte) 0);
        if (!signing.works() || !found.group(1).equals(verifier.name()) || !found.group(2).equals(verifier.hexId())) {
            throw new InvalidNote("the signing key and the public key of `%s` do not belong together".formatted(verifier
                    .name()));
        }
        return signing;
    }

    private boolean works() {
        var text = "does this key belong to that one\n";
        return verifier.verifies(text, sign(text).signature());
    }

    /// What others check signatures with.
    public VerifierKey verifier() {
        return verifier;
    }

    /// Signs `text`, which ends with a line break.
    public NoteSignature sign(String text) {
        return NoteSignature.of(verifier, Ed25519.sign(key, KeyType.NOTE.signed(text, new byte[0])));
    }

    /// The secret, for the file it is kept in: the key as other tools for signed notes read it, and below it the public one.
    String secretText() {
        var bytes = new byte[1 + Ed25519.KEY];
        bytes[0] = KeyType.NOTE.number;
        System.arraycopy(Ed25519.seed(key), 0, bytes, 1, Ed25519.KEY);
        return "PRIVATE+KEY+%s+%s+%s\n%s\n"
                .formatted(verifier.name(), verifier.hexId(), Base64.getEncoder().encodeToString(bytes), verifier);
    }

    @Override
    public String toString() {
        return "the signing key of `%s`".formatted(verifier.name());
    }
}
