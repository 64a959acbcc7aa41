package dev.ambit.server.pap;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// Loads a policy directory again when it changes, and when it is told to.
///
/// It looks at the directory at a fixed interval rather than being notified, since notifications do not come through
/// network file systems and mounted volumes. What changed is loaded once it looked the same twice, so that a checkout is
/// not caught in its middle. One thread of its own, until [#close].
public final class ReleaseWatcher implements AutoCloseable {
    /// How often the directory is looked at where nothing else is asked for.
    public static final Duration INTERVAL = Duration.ofSeconds(1);

    /// Who loads a directory that has changed.
    public static final String SELF = "server";

    private final Path root;
    private final Duration interval;
    private final LiveRelease live;
    private final Consumer<LiveRelease.Status> told;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private final Thread thread;

    // Guarded by the lock.
    private List<Wish> wishes = new ArrayList<>();
    private boolean isClosed;

    // Of the thread alone.
    private DirectoryStamp loaded;
    private Optional<DirectoryStamp> seen = Optional.empty();

    /// Somebody wants the directory to be loaded.
    private record Wish(String by, CompletableFuture<LiveRelease.Status> told) {}

    private ReleaseWatcher(Path root, Duration interval, LiveRelease live, Consumer<LiveRelease.Status> told) {
        this.root = root;
        this.interval = interval;
        this.live = live;
        this.told = told;
        this.loaded = DirectoryStamp.of(root);
        this.thread = Thread.ofPlatform().name("release-watcher").daemon().unstarted(this::run);
    }

    /// Begins to watch `root`, from which `live` has been loaded.
    ///
    /// @param told what is so after each load, by the thread that watches
    public static ReleaseWatcher start(
            Path root, Duration interval, LiveRelease live, Consumer<LiveRelease.Status> told) {
        var watcher = new ReleaseWatcher(root, interval, live, told);
        watcher.thread.start();
        return watcher;
    }

    /// Loads as soon as possible, whether or not anything looks changed. Whoever asks meanwhile shares the load.
    ///
    /// @param by who wants it
    /// @return what is so then; it fails with [CancellationException] where watching has ended
    public CompletableFuture<LiveRelease.Status> load(String by) {
        var wish = new Wish(by, new CompletableFuture<>());
        lock.lock();
        try {
            if (isClosed) {
                wish.told.cancel(false);
            } else {
                wishes.add(wish);
                woken.signal();
            }
        } finally {
            lock.unlock();
        }
        return wish.told;
    }

    /// Stops watching; a load that has begun is brought to its end first.
    @Override
    public void close() {
        lock.lock();
        try {
            isClosed = true;
            woken.signal();
        } finally {
            lock.unlock();
        }
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        takeWishes().forEach(wish -> wish.told.cancel(false));
    }

    private void run() {
        try {
            while (goesOn()) {
                look();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean goesOn() throws InterruptedException {
        lock.lock();
        try {
            var left = interval.toNanos();
            while (left > 0 && wishes.isEmpty() && !isClosed) {
                left = woken.awaitNanos(left);
            }
            return !isClosed;
        } finally {
            lock.unlock();
        }
    }

    private List<Wish> takeWishes() {
        lock.lock();
        try {
            var taken = wishes;
            wishes = new ArrayList<>();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private void look() {
        var now = DirectoryStamp.of(root);
        var asked = takeWishes();
        if (!asked.isEmpty() || !now.equals(loaded) && seen.filter(now::equals).isPresent()) {
            loaded = now;
            var status = live.load(asked.isEmpty() ? SELF : asked.getFirst().by());
            told.accept(status);
            asked.forEach(wish -> wish.told.complete(status));
        }
        seen = Optional.of(now);
    }
}
