package dev.ambit.server.pdp.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambit.core.identity.Caller;
import dev.ambit.core.identity.Caller.Role;
import dev.ambit.server.pdp.caller.ApiKey;
import dev.ambit.server.pdp.caller.Callers;
import dev.ambit.server.pdp.caller.CallersFile;
import dev.ambit.server.pdp.caller.Keys;
import dev.ambit.server.pdp.http.Route.About;
import dev.ambit.server.pdp.http.TlsFiles.Own;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// TLS and who calls, with real certificates and keys, over real connections.
class TlsTest {
    private static final Caller GATEWAY = new Caller("gateway", EnumSet.of(Role.ENFORCEMENT_POINT));
    private static final Caller AUDITOR = new Caller("auditor", EnumSet.of(Role.AUDITOR));

    @TempDir
    private static Path directory;

    private static final AtomicReference<Callers> CALLERS = new AtomicReference<>(Callers.NOBODY);
    private static Certificates certificates;
    private static CallersFile file;
    private static ApiKey gatewayKey;
    private static ApiKey auditorKey;
    private static Front front;

    @BeforeAll
    static void serve() throws Exception {
        certificates = new Certificates(directory, "authority");
        certificates.vouch("server", "DNS:localhost,IP:127.0.0.1");
        certificates.vouch("client", "URI:spiffe://acme.example/gateway");
        certificates.vouch("stranger", "URI:spiffe://acme.example/stranger");
        file = new CallersFile(directory.resolve("callers.json"));
        var keys = new Keys(file, new SecureRandom());
        gatewayKey = keys.create(GATEWAY, Optional.empty(), Instant.now());
        auditorKey = keys.create(AUDITOR, Optional.empty(), Instant.now());
        keys.admit("URI:spiffe://acme.example/gateway", GATEWAY, Optional.empty(), Instant.now());
        reload();
        front = open(new Own.Pem(certificates.certificate("server"), certificates.key("server")));
    }

    private static void reload() throws Exception {
        CALLERS.set(new Callers(file.read()));
    }

    private static Front open(Own own) throws IOException {
        var files = new TlsFiles(own, Optional.of(certificates.certificate("authority")));
        var route = Route.forRoles("GET", "/who", Set.of(Role.ENFORCEMENT_POINT), new About("who", "", "", ""),
                call -> CompletableFuture.completedFuture(Response.text(200, call.caller().caller().name() + " by "
                        + call
                                .caller()
                                .means())));
        return Front.open(FrontSettings.secure("127.0.0.1", 0, files), List.of(route), CALLERS::get);
    }

    @AfterAll
    static void end() {
        front.close();
    }

    private static HttpClient client(Optional<String> identity) throws Exception {
        var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (var in = Files.newInputStream(certificates.certificate("authority"))) {
            trusted.setCertificateEntry("authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        var own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        if (identity.isPresent()) {
            try (var in = Files.newInputStream(certificates.storeFile(identity.get()))) {
                own.load(in, Certificates.PASSWORD.toCharArray());
            }
        }
        keys.init(own, Certificates.PASSWORD.toCharArray());
        var tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), trust.getTrustManagers(), new SecureRandom());
        return HttpClient.newBuilder().sslContext(tls).build();
    }

    private static HttpResponse<String> who(HttpClient client, Front at, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("https://localhost:%d/who".formatted(at.port())));
        return client.send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
    }

    private static String bearer(ApiKey key) {
        return "Bearer " + key.reveal();
    }

    @Test
    void a_key_says_who_calls() throws Exception {
        try (var client = client(Optional.empty())) {
            assertThat(who(client, front, "Authorization", bearer(gatewayKey)).body()).isEqualTo("gateway by API_KEY");
            assertThat(who(client, front, "Authorization", bearer(gatewayKey).replace("Bearer", "bearer")).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_certificate_says_who_calls() throws Exception {
        try (var client = client(Optional.of("client"))) {
            assertThat(who(client, front).body()).isEqualTo("gateway by MUTUAL_TLS");
        }
    }

    @Test
    void a_certificate_nobody_listed_is_nobody() throws Exception {
        try (var client = client(Optional.of("stranger"))) {
            var answer = who(client, front);

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("www-authenticate")).hasValue("Bearer realm=\"ambit\"");
            assertThat(answer.body()).contains("the client certificate has no name that is listed");
        }
    }

    @Test
    void a_wrong_key_does_not_fall_back_on_the_certificate() throws Exception {
        try (var client = client(Optional.of("client"))) {
            assertThat(who(client, front, "Authorization", "Bearer ambit_nothing").statusCode()).isEqualTo(401);
            assertThat(who(client, front, "Authorization", "Basic Z2F0ZXdheTp4").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void nobody_is_told_what_is_missing() throws Exception {
        try (var client = client(Optional.empty())) {
            assertThat(who(client, front).body()).contains("nothing says who calls", "ambit keys create");
        }
    }

    @Test
    void a_caller_without_a_role_for_it_is_refused() throws Exception {
        try (var client = client(Optional.empty())) {
            var answer = who(client, front, "Authorization", bearer(auditorKey));

            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("caller `auditor`", "enforcement-point");
        }
    }

    @Test
    void a_certificate_of_another_authority_is_no_certificate() throws Exception {
        var foreign = new Certificates(Files.createDirectory(directory.resolve("foreign")), "foreign");
        foreign.vouch("intruder", "URI:spiffe://acme.example/gateway");
        Files.copy(foreign.storeFile("intruder"), certificates.storeFile("intruder"));
        try (var client = client(Optional.of("intruder"))) {
            // A client whose authorities the server did not name sends nothing; one that sends it all the same is cut off.
            assertThat(who(client, front).statusCode()).isEqualTo(401);
        } catch (IOException refused) {
            assertThat(refused).isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_key_revoked_on_an_open_connection_is_refused_at_once() throws Exception {
        var key = new Keys(file, new SecureRandom()).create(GATEWAY, Optional.empty(), Instant.now());
        reload();
        try (var client = client(Optional.empty())) {
            assertThat(who(client, front, "Authorization", bearer(key)).statusCode()).isEqualTo(200);
            file.remove(key.id());
            reload();
            assertThat(who(client, front, "Authorization", bearer(key)).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void certificates_are_replaced_without_a_restart_and_kept_where_the_new_ones_are_broken() throws Exception {
        certificates.vouch("renewed", "DNS:localhost");
        var chain = directory.resolve("live.pem");
        var key = directory.resolve("live.key");
        Files.copy(certificates.certificate("server"), chain);
        Files.copy(certificates.key("server"), key);
        try (var live = open(new Own.Pem(chain, key))) {
            assertThat(presented(live)).contains("CN=server");
            assertThat(live.reloadTls()).isFalse();

            Files.writeString(chain, "not a certificate");
            assertThat(live.reloadTls()).isFalse();
            assertThat(presented(live)).contains("CN=server");

            Files.writeString(chain, Files.readString(certificates.certificate("renewed")));
            Files.writeString(key, Files.readString(certificates.key("renewed")));
            assertThat(live.reloadTls()).isTrue();
            assertThat(presented(live)).contains("CN=renewed");
        }
    }

    private static String presented(Front at) throws Exception {
        try (var client = client(Optional.empty())) {
            var answer = who(client, at, "Authorization", bearer(gatewayKey));
            assertThat(answer.statusCode()).isEqualTo(200);
            var own = (X509Certificate) answer.sslSession().orElseThrow().getPeerCertificates()[0];
            return own.getSubjectX500Principal().getName();
        }
    }

    @Test
    void a_pkcs12_store_does_as_well() throws Exception {
        var password = Files.writeString(directory.resolve("password"), Certificates.PASSWORD + "\n");
        try (var other = open(new Own.Pkcs12(certificates.storeFile("server"), password))) {
            assertThat(presented(other)).contains("CN=server");
        }
    }

    @Test
    void files_that_are_not_there_are_named() {
        var files = new TlsFiles(new Own.Pem(directory.resolve("none.pem"), directory.resolve("none.key")), Optional
                .empty());

        assertThatThrownBy(() -> Front.open(FrontSettings.secure("127.0.0.1", 0, files), List.of(), CALLERS::get))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("none.pem");
    }
}
