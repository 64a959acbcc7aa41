package dev.ambit.server.cli.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.server.cli.Ambit;
import dev.ambit.server.cli.AmbitCommand;
import dev.ambit.server.cli.RunningServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Records as somebody at a terminal reads and checks them, against a whole server.
class RecordCommandsTest {
    private static final Pattern ID = Pattern.compile("\\bd-[a-z0-9]{4,8}-[a-z0-9]+\\s*$", Pattern.MULTILINE);

    @TempDir
    private static Path directory;

    private static RunningServer server;
    private static String permitted;
    private static String denied;

    @BeforeAll
    static void decide() throws Exception {
        server = RunningServer.on(directory.resolve("data"));
        server.ambit("task", "open", "--id", "mend", "--profile", "maintenance", "--principal", "person/ada", "--input",
                "repo=Repo::\"site\"");
        permitted = ask("repo/site");
        denied = ask("repo/old-site");
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private static String ask(String repository) {
        var answer = server.ambit("ask", "--task", "mend", "--action", "repo:read", "--resource", repository).out();
        return ID.matcher(answer).results().findFirst().orElseThrow(() -> new AssertionError(answer)).group().strip();
    }

    @Test
    void a_record_is_read_back_whole_and_what_decided_comes_first() {
        var run = server.ambit("record", "get", permitted);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("permit at ").contains("Person::\"ada\" asks repo:read of Repo::\"site\"",
                "policy `people-read-and-push` permits it [permitted]",
                "asked by developer; developer vouches for who asks",
                "record " + permitted + ", release ", "task mend, profile maintenance, 0 permits before",
                "input repo = Repo::\"site\"", "satisfied: people-read-and-push", "read (* had it been otherwise",
                "* context.task.inputs.repo", "is in Team::\"platform\"");
        assertThat(server.ambit("record", "get", permitted, "--json").out()).startsWith("{\"id\":\"" + permitted);
    }

    @Test
    void records_are_found_by_what_they_are_about() {
        assertThat(server.ambit("record", "list", "--task", "mend").out().lines()).hasSizeGreaterThan(1);
        assertThat(server.ambit("record", "list", "--outcome", "deny", "--resource", "repo/old-site").out()).contains(
                denied, "deny  ").doesNotContain(permitted);
        assertThat(server.ambit("record", "list", "--action", "repo:read", "--principal", "person/ada", "--since",
                "2020-01-01T00:00:00Z", "--resource", "repo/site").out()).contains(permitted).doesNotContain(denied);
        assertThat(server.ambit("record", "list", "--until", "2020-01-01T00:00:00Z").err()).isEqualTo(
                "there are no such records\n");
        assertThat(server.ambit("record", "list", "--limit", "1").err()).startsWith("there are older ones: --after d-");
        assertThat(server.ambit("record", "list", "--outcome", "maybe").exitCode()).isEqualTo(2);
    }

    @Test
    void a_receipt_is_checked_with_the_key_alone() throws Exception {
        var key = directory.resolve("data/log.key");
        var known = Files.readAllLines(key).getLast();
        var receipt = directory.resolve("receipt");

        var run = server.ambit("record", "prove", permitted, "--key", known, "--out", receipt);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("record %s is entry 0 of the log that `ambit` signed, of ".formatted(
                permitted));
        assertThat(receipt).content().startsWith("c2sp.org/tlog-proof@v1\nindex 0\n");

        var other = "other+1bb1e1a9+AZ0N+eT4pTkOIGdMnPmGdBtYrHnWZ8DRjcRJDBrpi7nm";
        assertThat(server.ambit("record", "prove", permitted, "--key", other).exitCode()).isNotZero();
        assertThat(server.ambit("record", "prove", "d-none-1").err()).startsWith("error: there is no such record");
    }

    @Test
    void whoever_follows_sees_the_last_ones_and_then_each_new_one() throws Exception {
        var out = new StringWriter();
        var following = Thread.ofVirtual().start(() -> AmbitCommand.commandLine().setOut(new PrintWriter(out)).setErr(
                new PrintWriter(new StringWriter())).execute("record", "list", "--follow", "--resource", "repo/site",
                        "--server", server.url()));
        await(out, permitted);

        var next = ask("repo/site");
        var foreign = ask("repo/old-site");
        await(out, next);
        following.interrupt();
        following.join();

        assertThat(ID.matcher(out.toString()).results().filter(id -> id.group().strip().equals(permitted))).hasSize(1);
        assertThat(out.toString()).doesNotContain(foreign);
    }

    private static void await(StringWriter out, String text) throws InterruptedException {
        for (var tries = 0; !out.toString().contains(text); tries++) {
            assertThat(tries).as(out.toString()).isLessThan(200);
            Thread.sleep(50);
        }
    }

    @Test
    void following_goes_on_with_the_newest() {
        assertThat(Ambit.run("record", "list", "--follow", "--after", "d-1").err()).contains("`--follow` goes on with");
    }
}
