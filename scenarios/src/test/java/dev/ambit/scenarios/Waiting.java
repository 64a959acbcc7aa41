package dev.ambit.scenarios;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// For what comes by itself, soon.
final class Waiting {
    private static final long PATIENCE_NANOS = Duration.ofSeconds(30).toNanos();
    private static final Duration PAUSE = Duration.ofMillis(20);

    private Waiting() {}

    static void until(BooleanSupplier so, String what) {
        var begun = System.nanoTime();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() - begun > PATIENCE_NANOS) {
                throw new AssertionError("waited too long for " + what);
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new AssertionError(stopped);
            }
        }
    }
}
