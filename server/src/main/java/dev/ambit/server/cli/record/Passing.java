package dev.ambit.server.cli.record;

import dev.ambit.server.cli.frame.Screen;
import java.time.Duration;

/// Says how far long work has come: nothing for the first seconds, then a line every few.
final class Passing {
    private static final long EVERY_NANOS = Duration.ofSeconds(5).toNanos();

    private final Screen screen;
    private final String done;
    private long said = System.nanoTime();

    /// @param done what happened to each, such as `entries checked`
    Passing(Screen screen, String done) {
        this.screen = screen;
        this.done = done;
    }

    /// @param count how many so far
    void passed(long count) {
        var now = System.nanoTime();
        if (now - said >= EVERY_NANOS) {
            said = now;
            screen.warn("%,d %s ...".formatted(count, done));
        }
    }
}
