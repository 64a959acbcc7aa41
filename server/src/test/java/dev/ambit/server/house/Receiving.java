package dev.ambit.server.house;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A receiver on a real port, which keeps what it is sent and answers as it is told.
final class Receiving implements AutoCloseable {
    /// One request.
    record Got(String type, String authorization, String id, String timestamp, String signature, String body) {}

    private final HttpServer server;
    private final BlockingQueue<Got> got = new LinkedBlockingQueue<>();
    private final AtomicInteger status = new AtomicInteger(202);

    private Receiving(HttpServer server) {
        this.server = server;
    }

    static Receiving open() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var receiving = new Receiving(server);
        server.createContext("/", exchange -> {
            var headers = exchange.getRequestHeaders();
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            receiving.got.add(new Got(first(headers.get("Content-Type")), first(headers.get("Authorization")), first(
                    headers.get("Webhook-id")), first(headers.get("Webhook-timestamp")), first(headers.get(
                            "Webhook-signature")), body));
            exchange.sendResponseHeaders(receiving.status.get(), -1);
            exchange.close();
        });
        server.start();
        return receiving;
    }

    private static String first(List<String> values) {
        return values == null ? "" : values.getFirst();
    }

    URI url() {
        return URI.create("http://127.0.0.1:%d/hook".formatted(server.getAddress().getPort()));
    }

    void answer(int with) {
        status.set(with);
    }

    /// The next request, which has to come.
    Got next() throws InterruptedException {
        var next = got.poll(20, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing came");
        }
        return next;
    }

    boolean isQuiet() throws InterruptedException {
        return got.poll(700, TimeUnit.MILLISECONDS) == null;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
