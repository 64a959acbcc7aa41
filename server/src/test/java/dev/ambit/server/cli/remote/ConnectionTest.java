package dev.ambit.server.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.ambit.core.identity.Caller.Role;
import dev.ambit.core.identity.Caller;
import dev.ambit.server.cli.Ambit;
import dev.ambit.server.cli.RunningServer;
import dev.ambit.server.cli.frame.ExitCode;
import dev.ambit.server.pdp.caller.Callers;
import dev.ambit.server.pdp.caller.CallersFile;
import dev.ambit.server.pdp.caller.Keys;
import dev.ambit.server.pdp.http.Certificates;
import dev.ambit.server.pdp.http.FrontSettings;
import dev.ambit.server.pdp.http.TlsFiles;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a command says of a server it cannot use, and how it shows who is asking; with real servers, keys and certificates.
class ConnectionTest {
    @TempDir
    private static Path directory;

    private static Certificates certificates;
    private static RunningServer secure;
    private static RunningServer open;

    @BeforeAll
    static void serve() throws Exception {
        certificates = new Certificates(directory, "authority");
        certificates.vouch("server", "DNS:localhost,IP:127.0.0.1");
        certificates.vouch("client", "URI:spiffe://acme.example/desk");
        var callers = new CallersFile(directory.resolve("callers.json"));
        var keys = new Keys(callers, new SecureRandom());
        keys.admit("URI:spiffe://acme.example/desk", new Caller("desk", EnumSet.of(Role.OPERATOR)), Optional.empty(),
                Instant.now());
        for (var role : Set.of(Role.OPERATOR, Role.ENFORCEMENT_POINT)) {
            var key = keys.create(new Caller(CallersFile.word(role), EnumSet.of(role)), Optional.empty(), Instant
                    .now());
            Files.writeString(directory.resolve(CallersFile.word(role)), key.reveal() + "\n");
        }
        var known = new Callers(callers.read());
        var tls = new TlsFiles(new TlsFiles.Own.Pem(certificates.certificate("server"), certificates.key("server")),
                Optional.of(certificates.certificate("authority")));
        secure = RunningServer.of(directory.resolve("secure"), Ambit.file("examples/acme"), FrontSettings.secure(
                "127.0.0.1", 0, tls), () -> known);
        open = RunningServer.on(directory.resolve("open"));
    }

    @AfterAll
    static void stop() throws Exception {
        secure.close();
        open.close();
    }

    private static Ambit list(Object... options) {
        var words = new Object[options.length + 2];
        words[0] = "task";
        words[1] = "list";
        System.arraycopy(options, 0, words, 2, options.length);
        return Ambit.run(words);
    }

    private static Path authority() {
        return certificates.certificate("authority");
    }

    @Test
    void where_nothing_listens_it_says_how_to_start_a_server() throws Exception {
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }

        assertThat(list("--server", "http://127.0.0.1:" + free)).isEqualTo(new Ambit(3, "", """
                error: nothing listens at http://127.0.0.1:%d
                  help: Start a server with `ambit serve`, or name another with --server URL
                """.formatted(free)));
        assertThat(list("--json", "--server", "http://127.0.0.1:" + free).out()).startsWith(
                "{\"code\":\"unreachable\"");
    }

    @Test
    void a_host_that_there_is_not_is_named() {
        var run = list("--server", "http://no-such-host.invalid:1");

        assertThat(run.err()).startsWith("error: there is no host `no-such-host.invalid`");
        assertThat(run.exitCode()).isEqualTo(3);
    }

    @Test
    void a_certificate_that_nobody_vouches_for_is_not_trusted() {
        var run = list("--server", secure.url(), "--key-file", directory.resolve("operator"));

        assertThat(run.err()).startsWith("error: the certificate of %s is not trusted: ".formatted(secure.url()))
                .contains("help: Name the authority that issued it with --ca FILE");
        assertThat(run.exitCode()).isEqualTo(3);
    }

    @Test
    void a_key_or_a_client_certificate_is_enough_and_without_either_it_says_where_to_get_one() {
        assertThat(list("--server", secure.url(), "--ca", authority(), "--key-file", directory.resolve("operator"))
                .exitCode()).isZero();
        assertThat(list("--server", secure.url(), "--ca", authority(), "--client-certificate", certificates.certificate(
                "client"), "--client-key", certificates.key("client")).exitCode()).isZero();

        var nobody = list("--server", secure.url(), "--ca", authority());
        assertThat(nobody.exitCode()).isEqualTo(1);
        assertThat(nobody.err()).contains("ambit keys create");
    }

    @Test
    void a_role_that_may_not_is_told_which_may() {
        var run = list("--server", secure.url(), "--ca", authority(), "--key-file", directory.resolve(
                "enforcement-point"));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("caller `enforcement-point` has none of the roles", "operator");
    }

    @Test
    void tls_is_told_from_plain_http() {
        assertThat(list("--server", open.url().replace("http:", "https:")).err()).contains("does not speak TLS");
        var cut = list("--server", secure.url().replace("https:", "http:"));
        assertThat(cut.err()).contains("Where it speaks TLS, write https://");
        assertThat(cut.exitCode()).isEqualTo(3);
    }

    @Test
    void what_is_not_ambit_is_told_so() throws Exception {
        var other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        other.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 5);
            exchange.getResponseBody().write("hello".getBytes(StandardCharsets.US_ASCII));
            exchange.close();
        });
        other.start();
        try {
            var run = list("--server", "http://127.0.0.1:" + other.getAddress().getPort());
            assertThat(run.err()).contains("is not an Ambit server");
            assertThat(run.exitCode()).isEqualTo(3);
        } finally {
            other.stop(0);
        }
    }

    @Test
    void the_words_of_the_server_arrive_unchanged() {
        var run = open.ambit("task", "show", "no-such");
        assertThat(run.err()).isEqualTo("""
                error: there is no such task
                  help: List tasks with GET /v1/tasks
                """);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(open.ambit("task", "show", "no-such", "--json").out()).startsWith("{\"code\":\"no-such-task\"");
        assertThat(open.ambit("task", "list", "--state", "sleeping").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            --server ftp://127.0.0.1                       | `ftp://127.0.0.1` is no address of a server
            --server http://127.0.0.1/x                    | is no address of a server
            --server http://user@127.0.0.1                 | is no address of a server
            --key-file pom.xml                             | is no key
            --key-file no-such                             | the key in `no-such` cannot be read
            --client-key pom.xml                           | `--client-certificate` and `--client-key` belong together
            --client-certificate pom.xml --client-key pom.xml | in PEM
            --ca pom.xml                                   | holds no certificates in PEM
            --ca no-such                                   | there is no file `no-such`
            """)
    void an_option_that_makes_no_sense_is_refused_before_anything_is_sent(String options, String words) {
        var run = list((Object[]) options.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(words);
    }

    @Test
    void a_key_never_leaves_the_machine_without_tls() {
        var run = list("--server", "http://192.0.2.1:1", "--key-file", directory.resolve("operator"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("a key is not sent to `http://192.0.2.1:1` without TLS");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            repo/site            | Repo::"site"
            Repo/site            | Repo::"site"
            Repo::"site"         | Repo::"site"
            Acme::Repo/a/b       | Acme::Repo::"a/b"
            pull-request/118     | PullRequest::"118"
            'Repo::"a\\"b"'      | 'Repo::"a\\"b"'
            """)
    void an_entity_is_named_as_in_policies_or_as_a_shell_likes_it(String typed, String meant) {
        assertThat(new EntityOption().convert(typed)).hasToString(meant);
    }

    @ParameterizedTest
    @CsvSource({"site", "/site", "re po/site", "-repo/x", "Repo::site"})
    void what_names_no_entity_is_refused(String typed) {
        assertThat(EntityOption.read(typed)).isEmpty();
    }
}
