package dev.ambit.server.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;

/// Waits for what happens on another thread: long on a busy machine, and not at all on an idle one.
final class Awaiting {
    private static final int MOST_TRIES = 3_000;
    private static final long PAUSE_MILLIS = 20;

    private Awaiting() {}

    static void until(Callable<Boolean> what) throws Exception {
        for (var tries = 0; !what.call(); tries++) {
            assertThat(tries).as("waited too long").isLessThan(MOST_TRIES);
            Thread.sleep(PAUSE_MILLIS);
        }
    }
}
