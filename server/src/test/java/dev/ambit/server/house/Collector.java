package dev.ambit.server.house;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.GZIPInputStream;

/// A collector of OpenTelemetry on a socket, which reads what arrives: `ExportTraceServiceRequest` of opentelemetry-proto.
final class Collector implements AutoCloseable {
    private final HttpServer server;
    private final Queue<Span> spans = new ConcurrentLinkedQueue<>();
    private final Queue<String> authorizations = new ConcurrentLinkedQueue<>();

    /// A span that arrived.
    ///
    /// @param status 0 unset, 2 error
    record Span(String service, String name, String trace, String parent, long begins, long ends, int status,
            Map<String, String> attributes) {}

    Collector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", exchange -> {
            try (exchange) {
                authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
                var isPacked = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
                InputStream in = isPacked ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody();
                read(in.readAllBytes());
                exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
                exchange.sendResponseHeaders(200, -1);
            }
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:%d/v1/traces".formatted(server.getAddress().getPort());
    }

    List<Span> spans() {
        return List.copyOf(spans);
    }

    List<String> authorizations() {
        return List.copyOf(authorizations);
    }

    private void read(byte[] request) {
        for (var resourceSpans : message(request).getOrDefault(1, List.of())) {
            var parts = message(resourceSpans);
            var service = attributes(message(parts.get(1).getFirst()).getOrDefault(1, List.of())).get("service.name");
            for (var scopeSpans : parts.getOrDefault(2, List.of())) {
                message(scopeSpans).getOrDefault(2, List.of()).forEach(span -> spans.add(span(service, message(span))));
            }
        }
    }

    private static Span span(String service, Map<Integer, List<byte[]>> fields) {
        var status = fields.containsKey(15) ? message(fields.get(15).getFirst()).get(3) : null;
        return new Span(service, text(fields.get(5).getFirst()), hex(fields, 1), hex(fields, 4), fixed(fields, 7),
                fixed(
                        fields, 8), status == null ? 0 : status.getFirst()[0], attributes(fields.getOrDefault(9, List
                                .of())));
    }

    private static String hex(Map<Integer, List<byte[]>> fields, int number) {
        return fields.containsKey(number) ? HexFormat.of().formatHex(fields.get(number).getFirst()) : "";
    }

    private static long fixed(Map<Integer, List<byte[]>> fields, int number) {
        return ByteBuffer.wrap(fields.get(number).getFirst()).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    private static Map<String, String> attributes(List<byte[]> pairs) {
        var attributes = new HashMap<String, String>();
        for (var pair : pairs) {
            var fields = message(pair);
            attributes.put(text(fields.get(1).getFirst()), text(message(fields.get(2).getFirst()).getOrDefault(1, List
                    .of(
                            new byte[0])).getFirst()));
        }
        return attributes;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// The fields of a message, by number; a varint as one byte, since only small ones are looked at.
    private static Map<Integer, List<byte[]>> message(byte[] bytes) {
        var fields = new HashMap<Integer, List<byte[]>>();
        try (var in = new ByteArrayInputStream(bytes)) {
            while (in.available() > 0) {
                var key = (int) varint(in);
                var value = switch (key & 7) {
                    case 0 -> new byte[] {(byte) varint(in)};
                    case 1 -> in.readNBytes(8);
                    case 2 -> in.readNBytes((int) varint(in));
                    case 5 -> in.readNBytes(4);
                    default -> throw new IllegalArgumentException("wire type %d".formatted(key & 7));
                };
                fields.computeIfAbsent(key >>> 3, _ -> new ArrayList<>()).add(value);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return fields;
    }

    private static long varint(InputStream in) throws IOException {
        var value = 0L;
        for (var shift = 0;; shift += 7) {
            var next = in.read();
            value |= (long) (next & 0x7f) << shift;
            if ((next & 0x80) == 0) {
                return value;
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
