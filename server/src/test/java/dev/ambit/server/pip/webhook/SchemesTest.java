package dev.ambit.server.pip.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambit.core.signal.Integrity;
import dev.ambit.server.pip.Arrival;
import dev.ambit.server.pip.Reason;
import dev.ambit.server.pip.Rejected;
import dev.ambit.server.secret.Secret;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every scheme has to hold to, and what each adds.
class SchemesTest {
    private static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");
    private static final byte[] BODY = "{\"state\":\"open\"}".getBytes(UTF_8);
    private static final String SHARED = "whsec_" + Base64.getEncoder().encodeToString("a secret of 24 bytes...."
            .getBytes(
                    UTF_8));
    private static final KeyPair PAIR = pair();

    /// A scheme, the secret of its source, and how a sender signs.
    record Signed(String name, Scheme scheme, String secret, Signing signing) {
        @Override
        public String toString() {
            return name;
        }
    }

    interface Signing {
        Map<String, String> headers(String secret, byte[] body);
    }

    private static Stream<Signed> schemes() {
        var standard = new StandardWebhooks(Scheme.USUAL_WINDOW);
        return Stream.of(
                new Signed("standard, shared", standard, SHARED, (secret, body) -> standard("m1", NOW, "v1," + hmac(
                        secret,
                        "m1", NOW, body))),
                new Signed("standard, public", standard, publicKey(), (_, body) -> standard("m1", NOW, "v1a," + ed25519(
                        "m1",
                        NOW, body))),
                new Signed("github", new GitHub(), "hush", (secret, body) -> Map.of("x-hub-signature-256", "sha256="
                        + hex(
                                secret, body))),
                new Signed("pagerduty", new PagerDuty(), "hush", (secret, body) -> Map.of("x-pagerduty-signature", "v1="
                        + hex("an old one", body) + ",v1=" + hex(secret, body))),
                new Signed("gitlab, signed", new GitLab(Scheme.USUAL_WINDOW), SHARED, (secret, body) -> standard("m1",
                        NOW,
                        "v1," + hmac(secret, "m1", NOW, body))),
                new Signed("gitlab, token", new GitLab(Scheme.USUAL_WINDOW), "hush", (secret, _) -> Map.of(
                        "x-gitlab-token", secret)),
                new Signed("bearer", new Password(), "hush", (secret, _) -> Map.of("authorization", "bearer "
                        + secret)),
                new Signed("basic", new Password(), "ada:hush", (secret, _) -> Map.of("authorization", "Basic " + Base64
                        .getEncoder().encodeToString(secret.getBytes(UTF_8)))));
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void what_its_sender_has_signed_is_believed(Signed signed) throws Rejected {
        var vouched = signed.scheme().check(arrival(signed.signing().headers(signed.secret(), BODY), BODY), secrets(
                signed
                        .secret()));

        assertThat(signed.scheme().earns().isAtLeast(vouched.integrity())).isTrue();
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void an_old_secret_goes_on_counting_beside_a_new_one(Signed signed) throws Rejected {
        var arrival = arrival(signed.signing().headers(signed.secret(), BODY), BODY);

        assertThat(signed.scheme().check(arrival, secrets("whsec_" + Base64.getEncoder().encodeToString(new byte[24]),
                signed
                        .secret()))).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void without_any_sign_of_its_sender_it_is_unsigned(Signed signed) {
        assertRejected(Reason.UNSIGNED, () -> signed.scheme().check(arrival(Map.of(), BODY), secrets(signed.secret())));
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void by_another_secret_or_where_there_is_none_it_is_mis_signed(Signed signed) {
        var arrival = arrival(signed.signing().headers(signed.secret(), BODY), BODY);

        assertRejected(Reason.MIS_SIGNED, () -> signed.scheme().check(arrival, secrets("whsec_AAAA",
                "something else")));
        assertRejected(Reason.MIS_SIGNED, () -> signed.scheme().check(arrival, List.of()));
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void no_character_of_what_shows_its_sender_can_be_another(Signed signed) {
        var headers = signed.signing().headers(signed.secret(), BODY);
        for (var name : headers.keySet()) {
            var changed = new HashMap<>(headers);
            changed.merge(name, "", (text, _) -> flipped(text));
            assertThatThrownBy(() -> signed.scheme().check(arrival(changed, BODY), secrets(signed.secret()))).as(name)
                    .isInstanceOf(Rejected.class);
        }
    }

    /// With a digit in the middle changed: the last one of base64 may have bits that mean nothing.
    private static String flipped(String text) {
        var at = text.length() - 4;
        return at < 0
                ? text + "x"
                : text.substring(0, at) + (text.charAt(at) == '7' ? '8' : '7') + text.substring(at + 1);
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void where_the_body_is_signed_no_byte_of_it_can_be_another(Signed signed) {
        var headers = signed.signing().headers(signed.secret(), BODY);
        var changed = BODY.clone();
        changed[10] ^= 1;
        ThrowingCallable checked = () -> signed.scheme().check(arrival(headers, changed), secrets(signed.secret()));

        if (headers.keySet().stream().anyMatch(name -> name.contains("signature"))) {
            assertRejected(Reason.MIS_SIGNED, checked);
        }
    }

    @Test
    void what_was_signed_too_long_ago_or_ahead_is_refused_whoever_signed() throws Rejected {
        var standard = new StandardWebhooks(Duration.ofMinutes(5));
        for (var seconds : List.of(-300L, 300L)) {
            assertThat(standard.check(signedAt(NOW.plusSeconds(seconds)), secrets(SHARED)).sent()).hasValue(NOW
                    .plusSeconds(
                            seconds));
        }
        for (var seconds : List.of(-301L, 301L)) {
            assertRejected(Reason.OUTSIDE_WINDOW, () -> standard.check(signedAt(NOW.plusSeconds(seconds)), secrets(
                    SHARED)));
        }
    }

    private static Arrival signedAt(Instant at) {
        return arrival(standard("m1", at, "v1," + hmac(SHARED, "m1", at, BODY)), BODY);
    }

    @Test
    void the_published_example_of_standard_webhooks_is_believed() throws Rejected {
        var body = "{\"test\": 2432232314}".getBytes(UTF_8);
        var arrival = new Arrival("s", standard("msg_p5jXN8AQM9LWM0D4loKWxJek", Instant.ofEpochSecond(1_614_265_330),
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="), body, Instant.ofEpochSecond(1_614_265_330));

        var vouched = new StandardWebhooks(Scheme.USUAL_WINDOW).check(arrival, secrets(
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));

        assertThat(vouched).isEqualTo(new Vouched(Integrity.SIGNED, Optional.of("msg_p5jXN8AQM9LWM0D4loKWxJek"),
                Optional
                        .of(Instant.ofEpochSecond(1_614_265_330))));
    }

    @Test
    void the_published_example_of_github_is_believed() throws Rejected {
        var body = "Hello, World!".getBytes(UTF_8);

        assertThat(new GitHub().check(arrival(Map.of("x-hub-signature-256",
                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"), body), secrets(
                        "It's a Secret to Everybody")).integrity()).isEqualTo(Integrity.SIGNED);
    }

    @Test
    void what_is_signed_over_its_body_alone_is_known_again_by_its_body_whatever_its_headers_say() throws Rejected {
        var headers = new HashMap<>(Map.of("x-hub-signature-256", "sha256=" + hex("hush", BODY), "x-github-delivery",
                "1"));
        var first = new GitHub().check(arrival(headers, BODY), secrets("hush"));
        headers.put("x-github-delivery", "2");

        assertThat(new GitHub().check(arrival(headers, BODY), secrets("hush")).id()).isEqualTo(first.id()).isPresent();
    }

    @Test
    void a_token_is_worth_less_than_a_signature() throws Rejected {
        var gitlab = new GitLab(Scheme.USUAL_WINDOW);

        assertThat(gitlab.check(arrival(Map.of("x-gitlab-token", "hush", "idempotency-key", "k1"), BODY), secrets(
                "hush")))
                .isEqualTo(new Vouched(Integrity.AUTHENTICATED, Optional.of("k1"), Optional.empty()));
        assertThat(gitlab.check(signedAt(NOW), secrets(SHARED)).integrity()).isEqualTo(Integrity.SIGNED);
    }

    private static void assertRejected(Reason reason, ThrowingCallable checked) {
        assertThatThrownBy(checked).isInstanceOfSatisfying(Rejected.class, rejected -> assertThat(rejected.reason())
                .isEqualTo(reason));
    }

    private static Arrival arrival(Map<String, String> headers, byte[] body) {
        return new Arrival("s", headers, body, NOW);
    }

    private static List<Secret> secrets(String... texts) {
        return Arrays.stream(texts).map(Secret::of).toList();
    }

    private static Map<String, String> standard(String id, Instant at, String signature) {
        return Map.of("webhook-id", id, "webhook-timestamp", Long.toString(at.getEpochSecond()), "webhook-signature",
                signature);
    }

    private static byte[] head(String id, Instant at) {
        return (id + "." + at.getEpochSecond() + ".").getBytes(UTF_8);
    }

    private static String hmac(String secret, String id, Instant at, byte[] body) {
        var key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
        return Base64.getEncoder().encodeToString(Hmac.of(key, head(id, at), body));
    }

    private static String hex(String secret, byte[] body) {
        return HexFormat.of().formatHex(Hmac.of(secret.getBytes(UTF_8), body));
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String publicKey() {
        var encoded = PAIR.getPublic().getEncoded();
        return "whpk_" + Base64.getEncoder().encodeToString(Arrays.copyOfRange(encoded, encoded.length - 32,
                encoded.length));
    }

    private static String ed25519(String id, Instant at, byte[] body) {
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(PAIR.getPrivate());
            signature.update(head(id, at));
            signature.update(body);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (java.security.GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
