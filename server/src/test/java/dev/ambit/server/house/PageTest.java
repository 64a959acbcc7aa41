package dev.ambit.server.house;

import static dev.ambit.server.house.Gated.json;
import static dev.ambit.server.house.Gated.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// People log in at a certified OpenID provider, npm's `oidc-provider`, and answer on pages. Skipped where there is no npm.
@Tag("slow")
class PageTest {
    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");
    private static final Path MODULES = Path.of("target", "oidc-provider").toAbsolutePath();

    @TempDir
    private Path beside;

    @BeforeAll
    static void install() throws Exception {
        Files.createDirectories(MODULES);
        var isThere = Files.isDirectory(MODULES.resolve("node_modules/oidc-provider"));
        assumeTrue(isThere || run("npm", "install", "--silent", "--no-audit", "--no-fund", "oidc-provider@8.8.1"),
                "npm could not install `oidc-provider`: the login page was not tried");
        Files.write(MODULES.resolve("provider.mjs"), Objects.requireNonNull(PageTest.class.getResourceAsStream(
                "provider.mjs")).readAllBytes());
    }

    private static boolean run(String... words) throws InterruptedException {
        try {
            var process = new ProcessBuilder(words).directory(MODULES.toFile()).redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.DISCARD).start();
            return process.waitFor(3, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    /// A provider that is running.
    private record Running(Process process) implements AutoCloseable {
        static Running at(int port, String redirect) throws IOException {
            var process = new ProcessBuilder(List.of("node", "provider.mjs", Integer.toString(port), redirect))
                    .directory(
                            MODULES.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals("ready")) {
                    return new Running(process);
                }
            }
            throw new IOException("the provider did not start");
        }

        @Override
        public void close() {
            process.destroy();
        }
    }

    private Gated gated(int port) throws Exception {
        Files.writeString(beside.resolve("client.secret"), "a secret of the client");
        return Gated.in(beside, "login: { issuer: 'http://127.0.0.1:%d', secret: client.secret }".formatted(port));
    }

    /// Comes to a page through the provider's own forms.
    private static HttpResponse<String> loggedIn(Browser browser, Gated gated, String path, String person)
            throws Exception {
        var form = browser.get(gated.uri(path));
        var consent = browser.post(form.uri(), Map.of("prompt", "login", "login", person, "password", "any"));
        return browser.post(consent.uri(), Map.of("prompt", "consent"));
    }

    private static String csrf(HttpResponse<String> page) {
        var found = CSRF.matcher(page.body());
        assertThat(found.find()).as(page.body()).isTrue();
        return found.group(1);
    }

    @Test
    void people_log_in_see_exactly_what_is_asked_and_answer_it() throws Exception {
        var port = freePort();
        try (var gated = gated(port);
                var _ = Running.at(port, gated.uri("/approvals/callback").toString());
                var ann = new Browser();
                var ben = new Browser()) {
            gated.open();
            var purpose = "<script>alert(1)</script>";
            var id = text(json(gated.submit("crm", purpose, gated.evaluate("crm", purpose, ""))), "task", "id");
            var path = "/approvals/" + id;

            var page = loggedIn(ann, gated, path, "ann");
            assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
            assertThat(page.body()).contains("Agent::&quot;chatbot&quot;", "Secret::&quot;crm&quot;",
                    "&lt;script&gt;alert(1)&lt;/script&gt;", "token", "0 of 2").doesNotContain("<script", "s3cr3t");
            assertThat(page.headers().firstValue("content-security-policy").orElse("")).startsWith(
                    "default-src 'none'");
            assertThat(ann.cookie(gated.uri(""), "__Host-ambit-session")).isNotEmpty();

            assertThat(ann.post(gated.uri(path), Map.of("answer", "approve")).statusCode()).isEqualTo(403);
            assertThat(ann.post(gated.uri(path), Map.of("answer", "approve", "csrf", csrf(page)), "Origin",
                    "https://elsewhere.example").statusCode()).isEqualTo(403);
            var answered = ann.post(gated.uri(path), Map.of("answer", "approve", "csrf", csrf(page), "comment",
                    "seen"));
            assertThat(answered.body()).contains("Your answer counts", "1 of 2", "seen");

            var other = loggedIn(ben, gated, path, "ben");
            assertThat(ben.post(gated.uri(path), Map.of("answer", "approve", "csrf", csrf(page))).statusCode()).as(
                    "with the token of somebody else").isEqualTo(403);
            assertThat(ben.post(gated.uri(path), Map.of("answer", "approve", "csrf", csrf(other))).body()).contains(
                    "approved");
            assertThat(text(gated.evaluate("crm", purpose, id), "decision")).contains("true");
        }
    }

    @Test
    void who_is_not_asked_sees_nothing_and_a_login_cannot_be_given_to_somebody_else() throws Exception {
        var port = freePort();
        try (var gated = gated(port);
                var _ = Running.at(port, gated.uri("/approvals/callback").toString());
                var mallory = new Browser();
                var victim = new Browser()) {
            gated.open();
            var id = text(json(gated.submit("crm", "refund", gated.evaluate("crm", "refund", ""))), "task", "id");

            assertThat(loggedIn(mallory, gated, "/approvals/" + id, "mallory").statusCode()).isEqualTo(404);
            assertThat(mallory.get(gated.uri("/approvals")).body()).contains("Nothing.");
            assertThat(victim.get(gated.uri("/approvals/callback?code=x&state=" + mallory.cookie(gated.uri(""),
                    "__Host-ambit-login"))).statusCode()).isEqualTo(400);
        }
    }
}
