package dev.ambit.server.effect;

import dev.ambit.core.govern.Command;
import dev.ambit.core.obligation.Obligation;
import dev.ambit.core.state.State;
import dev.ambit.server.effect.Effect.Came;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Does what is owed. One thread looks for what is to be tried; each attempt has a virtual thread, at most [#AT_ONCE] at a
/// time. Nothing is remembered here but what is being tried: a restart finds in the state all that is still owed.
public final class Effects implements AutoCloseable {
    /// Most attempts at a time.
    static final int AT_ONCE = 64;
    private static final long LOOK_EVERY_MILLIS = 50;
    private static final long PATIENCE_SECONDS = 30;

    private final Map<String, Effect> effects = new HashMap<>();
    private final Supplier<State> known;
    private final Journaling journaling;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final Semaphore room = new Semaphore(AT_ONCE);
    private final ExecutorService attempts = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread thread;
    private volatile boolean closing;

    /// How what came of an attempt reaches the journal.
    @FunctionalInterface
    public interface Journaling {
        /// @return completed once the journal has it, or will not have it
        CompletableFuture<?> carryOut(Command command, String by);
    }

    /// @param effects one for each kind; what is owed of another kind waits until there is one, and becomes late
    /// @param random  for waiting a little less or more
    public Effects(List<Effect> effects, Supplier<State> known, Journaling journaling, InstantSource clock,
            RandomGenerator random) {
        this.known = known;
        this.journaling = journaling;
        this.clock = clock;
        this.random = random;
        for (var effect : effects) {
            if (this.effects.put(effect.kind(), effect) != null) {
                throw new IllegalArgumentException("there are two effects of kind `%s`".formatted(effect.kind()));
            }
        }
        this.thread = Thread.ofPlatform().name("effects").daemon().unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!closing) {
                look();
                Thread.sleep(LOOK_EVERY_MILLIS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() throws InterruptedException {
        var now = clock.instant();
        var state = known.get();
        if (state.nextToTry().filter(next -> !next.isAfter(now)).isEmpty()) {
            return;
        }
        for (var owed : (Iterable<Obligation>) state.obligationsToTry(now)::iterator) {
            var effect = effects.get(owed.kind());
            if (effect != null && underWay.add(owed.id())) {
                room.acquire();
                attempts.execute(() -> attempt(effect, owed.id()));
            }
        }
    }

    /// Looks again at what is owed, since it may have waited for room.
    private void attempt(Effect effect, String id) {
        try {
            var owed = known.get().obligation(id);
            if (owed != null && !owed.next().isAfter(clock.instant())) {
                journaling.carryOut(command(owed, came(effect, owed)), "effect:" + effect.kind()).get(PATIENCE_SECONDS,
                        TimeUnit.SECONDS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException notKept) {
            // what is not in the journal did not happen: the same is tried again
        } finally {
            underWay.remove(id);
            room.release();
        }
    }

    private Came came(Effect effect, Obligation owed) throws InterruptedException {
        var trying = attempts.submit(() -> effect.carryOut(owed));
        try {
            return trying.get(effect.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            trying.cancel(true);
            return new Came.InVain("no answer within %s".formatted(effect.patience()));
        } catch (ExecutionException failed) {
            return new Came.InVain(String.valueOf(Optional.ofNullable(failed.getCause()).orElse(failed)));
        }
    }

    private Command command(Obligation owed, Came came) {
        return switch (came) {
            case Came.Done(var note) -> new Command.Done(owed.id(), note);
            case Came.InVain(var why) -> new Command.Tried(owed.id(), why, clock.instant().plus(wait(owed)));
            case Came.Hopeless(var why) -> new Command.Tried(owed.id(), why, Instant.MAX);
        };
    }

    private Duration wait(Obligation owed) {
        return Backoff.DEFAULT.after(owed.attempts(), random);
    }

    /// Interrupts what is being tried; it is owed as before.
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        attempts.shutdownNow();
    }
}
