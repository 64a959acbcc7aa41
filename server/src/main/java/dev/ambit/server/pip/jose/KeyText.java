package dev.ambit.server.pip.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Public keys as text: a JWK Set (RFC 7517), or PEM with one or more public keys or certificates.
final class KeyText {
    private static final int MOST_KEYS = 100;
    private static final Pattern PEM = Pattern.compile("-----BEGIN ([A-Z ]+)-----.*?-----END \\1-----", Pattern.DOTALL);

    private KeyText() {}

    /// @throws ParseException where there is no public key in it, or too many
    static List<JWK> read(String text) throws ParseException {
        var keys = text.contains("-----BEGIN ") ? pem(text) : JWKSet.parse(text).getKeys();
        var open = new ArrayList<JWK>();
        for (var key : keys) {
            var half = key.toPublicJWK();
            if (half != null) {
                open.add(half);
            }
        }
        if (open.isEmpty() || open.size() > MOST_KEYS) {
            throw new ParseException("there are %d public keys, where 1 to %d can be".formatted(open.size(), MOST_KEYS),
                    0);
        }
        return List.copyOf(open);
    }

    private static List<JWK> pem(String text) throws ParseException {
        var keys = new ArrayList<JWK>();
        var blocks = PEM.matcher(text);
        while (blocks.find()) {
            keys.add(pemKey(blocks.group(), blocks.group(1)));
        }
        return keys;
    }

    private static JWK pemKey(String block, String kind) throws ParseException {
        try {
            return kind.equals("PUBLIC KEY") && EdKeys.isEd25519(block)
                    ? EdKeys.fromPem(block)
                    : kind.equals("CERTIFICATE")
                            ? JWK.parseFromPEMEncodedX509Cert(block)
                            : JWK.parseFromPEMEncodedObjects(block);
        } catch (JOSEException unreadable) {
            throw new ParseException("a block `%s` is no key: %s".formatted(kind, unreadable.getMessage()), 0);
        }
    }
}
