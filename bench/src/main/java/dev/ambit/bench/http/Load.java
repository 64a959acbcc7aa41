package dev.ambit.bench.http;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// A client of several connections that are kept, each with one request under way.
final class Load {
    static final int CONNECTIONS = 16;

    private static final int MOST_ANSWER = 1 << 20;

    /// What came of it.
    ///
    /// @param perSecond    answers
    /// @param sortedNanos  how long each took
    @SuppressWarnings("ArrayRecordComponent") // one run's own numbers; nobody compares them
    record Outcome(double perSecond, long[] sortedNanos) {
        double p99Millis() {
            return sortedNanos[(int) (sortedNanos.length * 0.99)] / 1e6;
        }
    }

    private final int port;
    private final byte[] request;
    private final int connections;

    Load(int port, byte[] request) {
        this(port, request, CONNECTIONS);
    }

    private Load(int port, byte[] request, int connections) {
        this.port = port;
        this.request = request;
        this.connections = connections;
    }

    /// A client that has one connection, and sends nothing before it has its answer.
    static Load alone(int port, byte[] request) {
        return new Load(port, request, 1);
    }

    /// As fast as it is answered.
    Outcome flatOut(Duration time) throws IOException {
        return run(time, 0);
    }

    /// `perSecond` requests in all, at an even pace; each is timed from when it was due, so that waiting counts.
    Outcome paced(double perSecond, Duration time) throws IOException {
        return run(time, (long) (1e9 * connections / perSecond));
    }

    private Outcome run(Duration time, long stepNanos) throws IOException {
        var began = System.nanoTime();
        var ends = began + time.toNanos();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<List<Long>>>();
            for (var i = 0; i < connections; i++) {
                var first = began + stepNanos * i / connections;
                running.add(threads.submit(() -> connection(first, stepNanos, ends)));
            }
            var all = new ArrayList<Long>();
            for (var one : running) {
                all.addAll(one.get());
            }
            var sorted = all.stream().mapToLong(Long::longValue).sorted().toArray();
            return new Outcome(sorted.length * 1e9 / (System.nanoTime() - began), sorted);
        } catch (ExecutionException broken) {
            throw new IOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    private List<Long> connection(long first, long stepNanos, long ends) throws IOException, InterruptedException {
        var taken = new ArrayList<Long>();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            var in = new DataInputStream(socket.getInputStream());
            var buffer = new byte[MOST_ANSWER];
            for (var due = first; System.nanoTime() < ends; due += stepNanos) {
                var begins = stepNanos == 0 ? System.nanoTime() : due;
                while (System.nanoTime() < begins) {
                    Thread.sleep(Duration.ofNanos(begins - System.nanoTime()).plusNanos(1));
                }
                socket.getOutputStream().write(request);
                read(in, buffer);
                taken.add(System.nanoTime() - begins);
            }
        }
        return taken;
    }

    /// One whole answer: a head, and as many bytes as it says.
    private static void read(DataInputStream in, byte[] buffer) throws IOException {
        var length = 0;
        while (true) {
            var more = in.read(buffer, length, buffer.length - length);
            if (more < 0) {
                throw new IOException("the server hung up");
            }
            length += more;
            var end = endOfHead(buffer, length);
            if (end >= 0) {
                in.readFully(buffer, length, Math.max(0, end + bodyLength(buffer, end) - length));
                return;
            }
        }
    }

    private static int endOfHead(byte[] buffer, int length) {
        for (var i = 3; i < length; i++) {
            if (buffer[i] == '\n' && buffer[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private static int bodyLength(byte[] buffer, int end) throws IOException {
        var head = new String(Arrays.copyOf(buffer, end), StandardCharsets.US_ASCII);
        var at = head.toLowerCase(Locale.ROOT).indexOf("content-length: ");
        if (!head.startsWith("HTTP/1.1 200") || at < 0) {
            throw new IOException("not what was asked for: " + head);
        }
        return Integer.parseInt(head.substring(at + 16, head.indexOf('\r', at)));
    }
}
