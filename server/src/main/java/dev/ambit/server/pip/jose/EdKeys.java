package dev.ambit.server.pip.jose;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// Ed25519 (RFC 8037) by the JDK.
final class EdKeys {
    /// What stands before the 32 bytes of a key in an X.509 SubjectPublicKeyInfo (RFC 8410).
    private static final byte[] HEAD = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final int KEY_BYTES = 32;

    private EdKeys() {}

    static boolean isEd25519(String pem) {
        var der = der(pem);
        return der.length == HEAD.length + KEY_BYTES && Arrays.equals(der, 0, HEAD.length, HEAD, 0, HEAD.length);
    }

    static OctetKeyPair fromPem(String pem) {
        var der = der(pem);
        return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(Arrays.copyOfRange(der, HEAD.length,
                der.length)))
                .build();
    }

    private static byte[] der(String pem) {
        try {
            return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        } catch (IllegalArgumentException malformed) {
            return new byte[0];
        }
    }

    static boolean verifies(OctetKeyPair key, byte[] text, byte[] tag) {
        try {
            var verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(open(key));
            verifier.update(text);
            return verifier.verify(tag);
        } catch (GeneralSecurityException notOne) {
            return false;
        }
    }

    private static PublicKey open(OctetKeyPair key) throws GeneralSecurityException {
        var raw = key.getX().decode();
        var encoded = Arrays.copyOf(HEAD, HEAD.length + raw.length);
        System.arraycopy(raw, 0, encoded, HEAD.length, raw.length);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }
}
