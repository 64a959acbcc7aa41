package dev.ambit.server.log.note;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/// Ed25519 (RFC 8032) with keys as the 32 bytes that notes carry. The JDK wants them in DER: what stands before them there is the
/// same for every key (RFC 8410).
final class Ed25519 {
    static final int KEY = 32;
    static final int SIGNATURE = 64;

    private static final String NAME = "Ed25519";
    private static final byte[] PUBLIC = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final byte[] PRIVATE = HexFormat.of().parseHex("302e020100300506032b657004220420");

    private Ed25519() {}

    static PublicKey publicKey(byte[] bytes) throws InvalidNote {
        try {
            return KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(joined(PUBLIC, bytes)));
        } catch (GeneralSecurityException noKey) {
            throw new InvalidNote("these 32 bytes are no Ed25519 public key");
        }
    }

    static PrivateKey privateKey(byte[] seed) {
        var der = joined(PRIVATE, seed);
        try {
            return KeyFactory.getInstance(NAME).generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (GeneralSecurityException everySeedIsOne) {
            throw new IllegalStateException(everySeedIsOne);
        } finally {
            Arrays.fill(der, (byte) 0);
        }
    }

    static byte[] bytes(PublicKey key) {
        var der = key.getEncoded();
        return Arrays.copyOfRange(der, der.length - KEY, der.length);
    }

    static byte[] seed(PrivateKey key) {
        var der = key.getEncoded();
        return Arrays.copyOfRange(der, der.length - KEY, der.length);
    }

    static byte[] sign(PrivateKey key, byte[] message) {
        try {
            var signature = Signature.getInstance(NAME);
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException noReasonIsKnown) {
            throw new IllegalStateException(noReasonIsKnown);
        }
    }

    static boolean verify(PublicKey key, byte[] message, byte[] signed) {
        try {
            var signature = Signature.getInstance(NAME);
            signature.initVerify(key);
            signature.update(message);
            return signature.verify(signed);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    private static byte[] joined(byte[] before, byte[] key) {
        var bytes = Arrays.copyOf(before, before.length + key.length);
        System.arraycopy(key, 0, bytes, before.length, key.length);
        return bytes;
    }
}
