package dev.ambit.server.pip.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReader;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import dev.ambit.server.pip.Reason;
import dev.ambit.server.pip.Rejected;
import java.text.ParseException;
import java.util.Locale;
import java.util.Optional;

/// A signed JSON object in compact form (RFC 7515), verified.
///
/// @param type   what it says it is (`typ`), in small letters and without `application/`; empty where it does not
/// @param claims what was signed
public record SignedText(String type, Json.Obj claims) {
    private static final int LEAST_RSA_BITS = 2_048;
    private static final int MOST_KEYS_TRIED = 10;

    /// What `text` says, signed by one of `keys`. Nothing in its head but the name of the key and the algorithm is looked at: it
    /// brings no keys of its own.
    ///
    /// @throws Rejected where it is none, unsigned, or signed by nobody we know
    public static SignedText of(String text, Keys keys) throws Rejected {
        var signed = parsed(text);
        var header = signed.getHeader();
        if (header.getCriticalParams() != null && !header.getCriticalParams().isEmpty()) {
            throw new Rejected(Reason.MALFORMED, "`crit` asks for %s, which is not known".formatted(header
                    .getCriticalParams()));
        }
        var isSigned = keys.now(Optional.ofNullable(header.getKeyID())).stream()
                .filter(key -> fits(key, header))
                .limit(MOST_KEYS_TRIED)
                .anyMatch(key -> verifies(key, signed));
        if (!isSigned) {
            throw new Rejected(Reason.MIS_SIGNED, "no key of this source has signed it by `%s`%s".formatted(header
                    .getAlgorithm(), header.getKeyID() == null ? "" : " as `%s`".formatted(cut(header.getKeyID()))));
        }
        return new SignedText(type(header), object(signed));
    }

    private static String cut(String text) {
        return text.length() <= 64 ? text : text.substring(0, 64) + "…";
    }

    private static JWSObject parsed(String text) throws Rejected {
        try {
            return JWSObject.parse(text.strip());
        } catch (ParseException | IllegalArgumentException none) {
            // An unsecured object (`alg` none) ends in a point.
            throw new Rejected(text.strip().endsWith(".") ? Reason.UNSIGNED : Reason.MALFORMED,
                    "it is no signed object in compact form: " + none.getMessage());
        }
    }

    private static String type(JWSHeader header) {
        var type = header.getType() == null ? "" : header.getType().getType().toLowerCase(Locale.ROOT);
        return type.startsWith("application/") ? type.substring("application/".length()) : type;
    }

    /// A key is for one algorithm, or those of its kind; secrets are never shared this way.
    private static boolean fits(JWK key, JWSHeader header) {
        var algorithm = header.getAlgorithm();
        var id = header.getKeyID();
        return (id == null || key.getKeyID() == null || id.equals(key.getKeyID()))
                && (key.getAlgorithm() == null || key.getAlgorithm().equals(algorithm))
                && (key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE))
                && isOf(key, algorithm);
    }

    private static boolean isOf(JWK key, JWSAlgorithm algorithm) {
        return switch (key) {
            case RSAKey rsa -> JWSAlgorithm.Family.RSA.contains(algorithm) && rsa.size() >= LEAST_RSA_BITS;
            case ECKey ec -> JWSAlgorithm.Family.EC.contains(algorithm) && Curve.forJWSAlgorithm(algorithm).contains(ec
                    .getCurve());
            case OctetKeyPair ed -> (algorithm.equals(JWSAlgorithm.EdDSA) || algorithm.equals(JWSAlgorithm.Ed25519))
                    && ed
                            .getCurve().equals(Curve.Ed25519);
            default -> false;
        };
    }

    private static boolean verifies(JWK key, JWSObject signed) {
        try {
            return switch (key) {
                case RSAKey rsa -> signed.verify(new RSASSAVerifier(rsa));
                case ECKey ec -> signed.verify(new ECDSAVerifier(ec));
                case OctetKeyPair ed -> EdKeys.verifies(ed, signed.getSigningInput(), signed.getSignature().decode());
                default -> false;
            };
        } catch (JOSEException notOne) {
            return false;
        }
    }

    private static Json.Obj object(JWSObject signed) throws Rejected {
        try {
            if (JsonReader.read(new Source("statement", signed.getPayload().toString())) instanceof Json.Obj object) {
                return object;
            }
        } catch (InvalidInput malformed) {
            throw new Rejected(Reason.MALFORMED, "what is signed is no JSON: " + malformed.diagnostics().getFirst()
                    .message());
        }
        throw new Rejected(Reason.MALFORMED, "what is signed is JSON, but no object");
    }
}
