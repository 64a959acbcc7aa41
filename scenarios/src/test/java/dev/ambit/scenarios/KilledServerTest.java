package dev.ambit.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that is killed at any moment while others rely on it, again and again, on one directory: no change that was acknowledged
/// and no decision that was answered is lost, limits on uses stay exact, the log is what was signed, and every decision is taken
/// again as it was.
class KilledServerTest {
    private static final int WORKERS = 4;
    private static final int LONGEST_LIFE_MILLIS = 700;
    /// The permits of this many errands of each life are looked up, and as many are used up.
    private static final int LOOKED_UP = 3;
    private static final int VERIFIED_EVERY = 20;

    @TempDir
    private Path data;

    @Test
    void a_server_killed_five_times_lost_nothing_it_had_told() {
        killed(5);
    }

    @Test
    @Tag("slow")
    void a_server_killed_two_hundred_times_lost_nothing_it_had_told() {
        killed(200);
    }

    private void killed(int times) {
        var random = new SplittableRandom();
        List<Errand> known = new ArrayList<>();
        for (var life = 1; life <= times; life++) {
            try (var server = Server.start(data, Ambit.file("examples/acme"))) {
                nothingIsLost(server, known, random);
                known = lived(server, life, random.nextInt(LONGEST_LIFE_MILLIS));
                if (life % VERIFIED_EVERY == 0 || life == times) {
                    Aftermath.of(server);
                }
            }
        }
        try (var server = Server.start(data, Ambit.file("examples/acme"))) {
            nothingIsLost(server, known, random);
            server.stop();
            Aftermath.of(server);
        }
    }

    /// Has workers run errands until the server is killed.
    private static List<Errand> lived(Server server, int life, int millis) {
        Queue<Errand> errands = new ConcurrentLinkedQueue<>();
        Queue<Throwable> broken = new ConcurrentLinkedQueue<>();
        var workers = new ArrayList<Thread>();
        for (var i = 0; i < WORKERS; i++) {
            var name = "life-%d-%d".formatted(life, i);
            workers.add(Thread.ofVirtual().start(() -> work(server, name, errands, broken)));
        }
        sleep(millis);
        server.kill();
        workers.forEach(KilledServerTest::join);
        assertThat(broken).isEmpty();
        return List.copyOf(errands);
    }

    private static void work(Server server, String name, Queue<Errand> errands, Queue<Throwable> broken) {
        try {
            for (var count = 0;; count++) {
                var errand = new Errand(name + "-" + count);
                errands.add(errand);
                errand.open(server);
                for (var i = 0; i <= count % (Errand.USES + 5); i++) {
                    errand.read(server);
                }
                if (count % 2 == 0) {
                    errand.complete(server);
                }
            }
        } catch (UncheckedIOException killed) {
            // The end of the life, and of this worker: what it had not been answered counts for nothing.
        } catch (RuntimeException | AssertionError wrong) {
            broken.add(wrong);
        }
    }

    private static void nothingIsLost(Server server, List<Errand> errands, SplittableRandom random) {
        for (var errand : errands) {
            var task = server.get("/v1/tasks/" + errand.id());
            assertThat(task.status()).as(errand.id()).isIn(errand.isOpen() ? List.of(200) : List.of(200, 404));
            if (errand.isEnded()) {
                assertThat(task.at("state")).as(errand.id()).isEqualTo("ended");
            }
            if (errand.isOpen() && !errand.isEnding()) {
                assertThat(task.at("state")).as(errand.id()).isEqualTo("open");
            }
        }
        for (var i = 0; i < LOOKED_UP && !errands.isEmpty(); i++) {
            var errand = errands.get(random.nextInt(errands.size()));
            everyPermitIsRecorded(server, errand);
            usesStayExact(server, errand);
        }
    }

    private static void everyPermitIsRecorded(Server server, Errand errand) {
        for (var permit : errand.permits()) {
            var record = server.get("/v1/records/" + permit);
            assertThat(record.status()).as(permit).isEqualTo(200);
            assertThat(record.at("chain.0.task")).isEqualTo(errand.id());
            assertThat(record.at("outcome")).isEqualTo("permit");
        }
    }

    /// Reads until nothing is left: what was permitted in both lives is what the limit allows, but for questions that were never
    /// answered.
    private static void usesStayExact(Server server, Errand errand) {
        if (!errand.isOpen() || errand.isEnding()) {
            return;
        }
        var unanswered = errand.unanswered();
        var code = errand.read(server);
        while (code.equals("permitted")) {
            code = errand.read(server);
        }
        assertThat(code).as(errand.id()).isEqualTo("limit-uses");
        assertThat(errand.permits().size()).as(errand.id()).isBetween(Errand.USES - unanswered, Errand.USES);
    }

    private static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Thread worker) {
        try {
            worker.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
