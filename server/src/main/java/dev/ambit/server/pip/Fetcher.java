package dev.ambit.server.pip;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;

/// Asks one source again and again, on a thread of its own. What goes wrong is made known and tried again, after a pause that doubles up
/// to [#LONGEST_PAUSE] and differs a little each time, so that many who wait do not come back at once.
public final class Fetcher implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Fetcher.class.getName());
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final String source;
    private final Ear ear;
    private final Round round;
    private final Thread thread;
    private final SplittableRandom random;
    private volatile boolean isClosing;

    /// One time of asking.
    @FunctionalInterface
    public interface Round {
        /// Asks once.
        ///
        /// @throws IOException where nothing came of it
        Next ask() throws IOException;
    }

    /// What follows on a time of asking that went well.
    ///
    /// @param pause   how long to wait before the next
    /// @param trouble what is not as it should be all the same, for operators
    public record Next(Duration pause, Optional<String> trouble) {
        public static Next in(Duration pause) {
            return new Next(pause, Optional.empty());
        }
    }

    public Fetcher(String source, Ear ear, Round round, long seed) {
        this.source = source;
        this.ear = ear;
        this.round = round;
        this.random = new SplittableRandom(seed);
        this.thread = Thread.ofVirtual().name("fetch-" + source).unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    private void run() {
        var failures = 0;
        while (!isClosing) {
            try {
                var next = round.ask();
                failures = 0;
                ear.problem(source, next.trouble().map(words -> "source `%s`: %s".formatted(source, words)));
                Thread.sleep(next.pause());
            } catch (IOException failed) {
                failures++;
                tell(failed);
                rest(failures);
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private void tell(IOException failed) {
        var words = "source `%s` cannot be asked: %s".formatted(source, failed.getMessage());
        ear.problem(source, Optional.of(words));
        if (!isClosing) {
            LOG.log(Level.WARNING, words);
        }
    }

    private void rest(int failures) {
        try {
            Thread.sleep(pause(failures));
        } catch (InterruptedException stopped) {
            isClosing = true;
        }
    }

    /// From half of what the doubling says to all of it.
    private Duration pause(int failures) {
        var doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, 20));
        var most = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        return most.dividedBy(2).plusMillis(random.nextLong(most.toMillis() / 2 + 1));
    }

    @Override
    public void close() {
        isClosing = true;
        thread.interrupt();
    }
}
