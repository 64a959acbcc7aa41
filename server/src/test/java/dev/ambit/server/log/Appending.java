package dev.ambit.server.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ambit.server.log.store.LogFailure;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/// A process that appends to the log in a directory, from several threads, and says on its output what it was told: `written 7`,
/// `synced 7`. It goes on until it is killed, or until the log refuses, which it says too.
public final class Appending {
    private static final int THREADS = 4;

    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);

    private Appending() {}

    public static void main(String[] args) throws Exception {
        new Appending().run(Path.of(args[0]), args[1].equals("hold"));
    }

    private void run(Path directory, boolean hold) throws Exception {
        var settings = new LogSettings(1 << 20, Duration.ofMillis(50), Duration.ofMinutes(1));
        try (var log = Log.open(directory, settings, _ -> Runtime.getRuntime().halt(3))) {
            say("open " + log.size());
            if (hold) LockSupport.park();
            var threads = new ArrayList<Thread>();
            for (var number = 0; number < THREADS; number++) threads.add(Thread.ofPlatform().start(() -> append(log)));
            for (var thread : threads) thread.join();
            log.sync(log.size() - 1);
            say("closing " + log.size());
        }
    }

    private void append(Log log) {
        var random = new SplittableRandom();
        try {
            while (true) {
                var index = log.append(entry(random));
                say("written " + index);
                if (random.nextInt(50) == 0) {
                    log.sync(index);
                    say("synced " + index);
                }
            }
        } catch (LogFailure refused) {
            say("refused " + refused.getMessage());
        }
    }

    /// Text that says how long it is.
    private static byte[] entry(SplittableRandom random) {
        var length = random.nextInt(8, 700);
        return ("%07d".formatted(length) + "x".repeat(length - 7)).getBytes(UTF_8);
    }

    static boolean whole(byte[] entry) {
        return Integer.parseInt(new String(entry, 0, 7, UTF_8)) == entry.length;
    }

    private synchronized void say(String line) {
        try {
            out.write((line + "\n").getBytes(UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
