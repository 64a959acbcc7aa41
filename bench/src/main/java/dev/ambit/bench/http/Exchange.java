package dev.ambit.bench.http;

import dev.ambit.server.pdp.authzen.AuthZen;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What is sent, always the same: one question, or fifty at once.
final class Exchange {
    static final int BATCH = 50;

    private static final String QUESTION = """
            "subject":{"type":"user","id":"alice"},"action":{"name":"write"},
            "resource":{"type":"record","id":"record-1","properties":{"status":"active"}},
            "context":{"time":"2030-01-01T12:00:00Z","request":{"tool":"editor","path":"/srv/site/index.html"},
            "origin":{"address":"10.1.2.3","environment":"ci"}}""";

    private Exchange() {}

    static byte[] one() {
        return post(AuthZen.EVALUATION, "{" + QUESTION + "}");
    }

    static byte[] batch() {
        return post(AuthZen.EVALUATIONS, IntStream.range(0, BATCH)
                .mapToObj(_ -> "{" + QUESTION + "}")
                .collect(Collectors.joining(",", "{\"evaluations\":[", "]}")));
    }

    private static byte[] post(String path, String body) {
        return "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(path, body.getBytes(StandardCharsets.UTF_8).length, body)
                .getBytes(StandardCharsets.UTF_8);
    }
}
