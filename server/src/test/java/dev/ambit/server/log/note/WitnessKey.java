package dev.ambit.server.log.note;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;

/// A witness, as one would run elsewhere: it cosigns checkpoints. C2SP tlog-cosignature.
final class WitnessKey {
    final VerifierKey verifier;
    private final PrivateKey key;

    WitnessKey(SigningKey named) throws Exception {
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        key = pair.getPrivate();
        verifier = VerifierKey.of(named.verifier().name(), KeyType.COSIGNATURE, pair.getPublic());
    }

    NoteSignature cosign(String text, long time) {
        return cosignAs(text, time, time);
    }

    /// @param said the time that the signature carries, whatever it was made over
    NoteSignature cosignAs(String text, long time, long said) {
        var signature = Ed25519.sign(key, "cosignature/v1\ntime %d\n%s".formatted(time, text).getBytes(UTF_8));
        return NoteSignature.of(verifier,
                ByteBuffer.allocate(Long.BYTES + signature.length).putLong(said).put(signature).array());
    }
}
