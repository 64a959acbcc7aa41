package dev.ambit.server.pdp.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.server.pdp.House;
import dev.ambit.server.pdp.Server;
import dev.ambit.server.pdp.authzen.AuthZen;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Requests that two servers in a row might read differently, over a raw socket.
class HostileHttpTest {
    private static final String BODY = "{\"subject\":{\"type\":\"user\",\"id\":\"a\"},\"action\":{\"name\":\"r\"},"
            + "\"resource\":{\"type\":\"r\",\"id\":\"1\"}}";
    private static final String LENGTH = "Content-Length: " + BODY.length() + "\r\n";
    private static final String TYPE = "Content-Type: application/json\r\n";
    private static final String HOST = "Host: localhost\r\n";
    private static final String CHUNKED = Integer.toHexString(BODY.length()) + "\r\n" + BODY + "\r\n0\r\n\r\n";

    private static Server server;

    @BeforeAll
    static void serve() throws IOException {
        server = Server.of(new House(), FrontLimits.DEFAULT.withBodyBytes(10_000)
                .withTimes(Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(5)));
    }

    @AfterAll
    static void end() {
        server.close();
    }

    private static String post(String headers, String body) {
        return "POST " + AuthZen.EVALUATION + " HTTP/1.1\r\n" + headers + "\r\n" + body;
    }

    static Stream<Arguments> probes() {
        var plain = HOST + TYPE + LENGTH;
        return Stream.of(
                Arguments.of("a proper request", post(plain, BODY), 200),
                Arguments.of("a proper chunked request", post(HOST + TYPE + "Transfer-Encoding: chunked\r\n", CHUNKED),
                        200),
                Arguments.of("length and chunks", post(plain + "Transfer-Encoding: chunked\r\n", CHUNKED), 400),
                Arguments.of("two lengths", post(plain + "Content-Length: 1\r\n", BODY), 400),
                Arguments.of("a space before the colon", post(HOST + TYPE + LENGTH + "Transfer-Encoding : chunked\r\n",
                        BODY),
                        400),
                Arguments.of("a coding nobody knows", post(HOST + TYPE + "Transfer-Encoding: xchunked\r\n", CHUNKED),
                        400),
                Arguments.of("two codings", post(HOST + TYPE + "Transfer-Encoding: gzip, chunked\r\n", CHUNKED), 400),
                Arguments.of("a length with a sign", post(HOST + TYPE + "Content-Length: +" + BODY.length() + "\r\n",
                        BODY),
                        400),
                Arguments.of("a length below zero", post(HOST + TYPE + "Content-Length: -1\r\n", BODY), 400),
                Arguments.of("a length that overflows", post(HOST + TYPE + "Content-Length: 99999999999999999999\r\n",
                        BODY),
                        400),
                Arguments.of("lines that end in LF alone", post(plain, BODY).replace("\r\n", "\n"), 400),
                Arguments.of("no host", post(TYPE + LENGTH, BODY), 400),
                Arguments.of("two hosts", post(plain + HOST, BODY), 400),
                Arguments.of("a host with a space", post("Host: local host\r\n" + TYPE + LENGTH, BODY), 400),
                Arguments.of("a folded host", post("Host: localhost\r\n evil\r\n" + TYPE + LENGTH, BODY), 400),
                Arguments.of("a folded coding", post(HOST + TYPE + "Transfer-Encoding: chunked,\r\n identity\r\n",
                        CHUNKED),
                        400),
                Arguments.of("a foreign host, in development mode", post("Host: evil.example\r\n" + TYPE + LENGTH,
                        BODY), 400),
                Arguments.of("NUL in a header", post(plain + "X-A: a\0b\r\n", BODY), 400),
                Arguments.of("a header without a name", post(plain + ": b\r\n", BODY), 400),
                Arguments.of("64 KB of headers", post(plain + "X-A: " + "a".repeat(65_536) + "\r\n", BODY), 431),
                Arguments.of("64 KB of path", "GET /" + "a".repeat(65_536) + " HTTP/1.1\r\n" + HOST + "\r\n", 414),
                Arguments.of("an absolute target", "GET http://localhost/livez HTTP/1.1\r\n" + HOST + "\r\n", 400),
                Arguments.of("no version", "GET /livez\r\n\r\n", 400),
                Arguments.of("a version of the future", "GET /livez HTTP/3.7\r\n" + HOST + "\r\n", 400),
                Arguments.of("not HTTP at all", "\u0016\u0003\u0001 hello\r\n\r\n", 400),
                Arguments.of("a compressed body", post(plain + "Content-Encoding: gzip\r\n", BODY), 400),
                Arguments.of("an expectation nobody meets", post(plain + "Expect: the unexpected\r\n", BODY), 417),
                Arguments.of("a body that is announced too large", post(HOST + TYPE + "Content-Length: 10001\r\n", ""),
                        413),
                Arguments.of("a body that grows too large", post(HOST + TYPE + "Transfer-Encoding: chunked\r\n",
                        "2000\r\n"
                                + " ".repeat(8_192) + "\r\n2000\r\n" + " ".repeat(8_192) + "\r\n0\r\n\r\n"), 413),
                Arguments.of("a body that never comes", post(plain, BODY.substring(1)), 408),
                Arguments.of("an unknown method", "BREW /livez HTTP/1.1\r\n" + HOST + "\r\n", 405),
                Arguments.of("a method that is not for this", "DELETE /v1/tasks HTTP/1.1\r\n" + HOST + "\r\n", 405),
                Arguments.of("a trace", "TRACE /livez HTTP/1.1\r\n" + HOST + "\r\n", 405),
                Arguments.of("a tunnel", "CONNECT localhost:80 HTTP/1.1\r\n" + HOST + "\r\n", 400),
                Arguments.of("a path that climbs", "GET /v1/../livez HTTP/1.1\r\n" + HOST + "\r\n", 404),
                Arguments.of("a broken escape", "GET /v1/tasks/%zz HTTP/1.1\r\n" + HOST + "\r\n", 404),
                Arguments.of("a broken escape in the query", "GET /v1/tasks?limit=%zz HTTP/1.1\r\n" + HOST + "\r\n",
                        400),
                Arguments.of("a parameter twice", "GET /v1/tasks?limit=1&limit=2 HTTP/1.1\r\n" + HOST + "\r\n", 400),
                Arguments.of("a WebSocket", "GET /livez HTTP/1.1\r\n" + HOST
                        + "Connection: Upgrade\r\nUpgrade: websocket\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n", 200));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("probes")
    void is_answered_in_words(String what, String request, int status) throws IOException {
        var answer = exchange(request);

        assertThat(answer).matches(text -> text.matches("(?s)HTTP/1\\.[01] " + status + " .*"), "status " + status);
        if (status >= 400) {
            assertThat(answer).contains("\"code\":\"", "\"message\":\"", "\"request_id\":\"");
        }
    }

    /// Everything that comes back until a second goes by in silence, or the connection ends.
    private static String exchange(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return read(socket, 4_000);
        }
    }

    private static String read(Socket socket, int millis) throws IOException {
        socket.setSoTimeout(millis);
        var buffer = new byte[8_192];
        var length = socket.getInputStream().read(buffer);
        return length < 0 ? "" : new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
    }

    @Test
    void bytes_after_a_chunk_size_that_is_none_are_not_read_as_a_request() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            var hidden = "GET /livez HTTP/1.1\r\n" + HOST + "\r\n";
            socket.getOutputStream().write(post(HOST + TYPE + "Transfer-Encoding: chunked\r\n", "zz\r\n" + hidden)
                    .getBytes(
                            StandardCharsets.ISO_8859_1));

            assertThat(read(socket, 4_000)).doesNotContain("live").satisfiesAnyOf(
                    answer -> assertThat(answer).isEmpty(),
                    answer -> assertThat(answer).startsWith("HTTP/1.1 400 "));
        }
    }

    @Test
    void requests_in_one_packet_are_answered_one_after_another() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            var one = "GET /livez HTTP/1.1\r\n" + HOST + "\r\n";
            socket.getOutputStream().write((one + one + one.replace("livez", "nothing")).getBytes(
                    StandardCharsets.ISO_8859_1));
            var all = new StringBuilder();
            while (!all.toString().contains("404")) {
                all.append(read(socket, 4_000));
            }
            assertThat(all.toString().split("HTTP/1.1 200 OK", -1)).hasSize(3);
        }
    }

    @Test
    void whoever_trickles_a_head_is_cut_off() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            var began = System.nanoTime();
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write("GET /livez HT".getBytes(StandardCharsets.ISO_8859_1));
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
        }
    }
}
