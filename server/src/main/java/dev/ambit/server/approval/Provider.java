package dev.ambit.server.approval;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReader;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// An OpenID provider, as a client of it sees it: authorization code with PKCE (RFC 7636), and ID tokens that are believed only
/// with the right signature, issuer, audience, nonce and time. It may wait for the provider, for seconds.
final class Provider {
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int MOST_BYTES = 256 << 10;
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256,
            JWSAlgorithm.ES256, JWSAlgorithm.EdDSA);
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Login login;
    private final HttpClient client;

    Provider(Login login, HttpClient client) {
        this.login = login;
        this.client = client;
    }

    /// What the provider says of itself. Asked each time somebody logs in, so that a change of its keys needs nothing here.
    private record About(String authorization, String token, String keys) {}

    /// Where a person is sent to log in.
    URI authorization(String redirect, String state, String nonce, String verifier) throws IOException,
            InterruptedException {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("response_type", "code");
        parameters.put("client_id", login.client());
        parameters.put("redirect_uri", redirect);
        parameters.put("scope", "openid email profile");
        parameters.put("state", state);
        parameters.put("nonce", nonce);
        parameters.put("code_challenge", challenge(verifier));
        parameters.put("code_challenge_method", "S256");
        var endpoint = about().authorization();
        return URI.create(endpoint + (endpoint.contains("?") ? "&" : "?") + form(parameters));
    }

    private static String challenge(String verifier) {
        try {
            return BASE64.encodeToString(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /// The value of the claim that names the person who came back with `code`.
    ///
    /// @throws IOException where the provider cannot be reached, or what it says cannot be believed; in words for operators
    String name(String code, String redirect, String nonce, String verifier) throws IOException, InterruptedException {
        var about = about();
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("grant_type", "authorization_code");
        parameters.put("code", code);
        parameters.put("redirect_uri", redirect);
        parameters.put("client_id", login.client());
        parameters.put("code_verifier", verifier);
        var request = HttpRequest.newBuilder(https(about.token())).header("Content-Type",
                "application/x-www-form-urlencoded");
        login.secret().ifPresent(secret -> request.header("Authorization", "Basic " + Base64.getEncoder()
                .encodeToString(
                        "%s:%s".formatted(URLEncoder.encode(login.client(), UTF_8), URLEncoder.encode(secret, UTF_8))
                                .getBytes(
                                        UTF_8))));
        var answer = send(request.POST(BodyPublishers.ofString(form(parameters))));
        var claims = verified(text(answer, "id_token"), keys(about));
        if (!nonce.equals(claims.getClaim("nonce"))) {
            throw new IOException("the ID token is for another login");
        }
        if (claims.getAudience().size() > 1 && !login.client().equals(claims.getClaim("azp"))) {
            throw new IOException("the ID token is for several, and not issued to this server");
        }
        if (login.claim().equals("email") && !Boolean.TRUE.equals(claims.getClaim("email_verified"))) {
            throw new IOException("the provider has not verified the person's email");
        }
        if (claims.getClaim(login.claim()) instanceof String name) {
            return name;
        }
        throw new IOException("the ID token has no claim `%s`".formatted(login.claim()));
    }

    private JWTClaimsSet verified(String token, JWKSet keys) throws IOException {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, new ImmutableJWKSet<>(keys)));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(login.client(), new JWTClaimsSet.Builder()
                .issuer(login.issuer().toString()).build(), Set.of("sub", "iat", "exp", "nonce")));
        try {
            return processor.process(token, null);
        } catch (ParseException | BadJOSEException | JOSEException wrong) {
            throw new IOException("the ID token cannot be believed: " + wrong.getMessage(), wrong);
        }
    }

    private About about() throws IOException, InterruptedException {
        var said = send(HttpRequest.newBuilder(https(login.issuer() + "/.well-known/openid-configuration")));
        if (!text(said, "issuer").equals(login.issuer().toString())) {
            throw new IOException("the provider calls itself `%s`, not `%s`".formatted(text(said, "issuer"), login
                    .issuer()));
        }
        return new About(text(said, "authorization_endpoint"), text(said, "token_endpoint"), text(said, "jwks_uri"));
    }

    private JWKSet keys(About about) throws IOException, InterruptedException {
        try {
            return JWKSet.parse(send(HttpRequest.newBuilder(https(about.keys()))).toString());
        } catch (ParseException malformed) {
            throw new IOException("the provider's keys cannot be read: " + malformed.getMessage(), malformed);
        }
    }

    private Json.Obj send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = client.send(request.timeout(LONGEST).header("Accept", "application/json").build(), BodyHandlers
                .limiting(BodyHandlers.ofString(UTF_8), MOST_BYTES));
        if (answer.statusCode() != 200) {
            throw new IOException("`%s` answered %d".formatted(answer.uri().getPath(), answer.statusCode()));
        }
        try {
            if (JsonReader.read(new Source("the provider", answer.body())) instanceof Json.Obj object) {
                return object;
            }
        } catch (InvalidInput malformed) {
            throw new IOException("`%s` answered no JSON".formatted(answer.uri().getPath()), malformed);
        }
        throw new IOException("`%s` answered no object".formatted(answer.uri().getPath()));
    }

    private static String text(Json.Obj object, String name) throws IOException {
        if (object.get(name) instanceof Json.Str(var text, _)) {
            return text;
        }
        throw new IOException("the provider says no `%s`".formatted(name));
    }

    /// Codes and keys are asked for over TLS alone, but on this machine.
    private static URI https(String text) throws IOException {
        try {
            var uri = URI.create(text);
            if ("https".equals(uri.getScheme()) || List.of("127.0.0.1", "localhost", "[::1]").contains(String.valueOf(
                    uri
                            .getHost()))) {
                return uri;
            }
        } catch (IllegalArgumentException malformed) {
            throw new IOException("the provider names `%s`, which is no URL".formatted(text), malformed);
        }
        throw new IOException("the provider names `%s`, which is not over TLS".formatted(text));
    }

    private static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream().map(entry -> URLEncoder.encode(entry.getKey(), UTF_8) + "=" + URLEncoder
                .encode(entry.getValue(), UTF_8)).collect(Collectors.joining("&"));
    }
}
