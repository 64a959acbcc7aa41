package dev.ambit.server.pip;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// Asks other servers over HTTP. Redirects are not followed: whoever answers for an address is the one that is registered. To be
/// called where it may wait.
public final class Asking implements AutoCloseable {
    private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(5);

    private final HttpClient client;
    private final Duration within;

    /// An answer, its body read whole.
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way in; nobody compares them
    public record Answer(HttpResponse<InputStream> head, byte[] body) {
        public int status() {
            return head.statusCode();
        }
    }

    /// @param within how long an answer may take, from connecting to its head
    public Asking(Duration within) {
        this.client = HttpClient.newBuilder()
                .connectTimeout(CONNECTED_WITHIN)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        this.within = within;
    }

    /// The body of a successful answer.
    ///
    /// @throws IOException where there is none, it is another than 200, or longer than `most` bytes
    public byte[] get(URI address, int most) throws IOException {
        var answer = send(HttpRequest.newBuilder(address), most);
        if (answer.status() != 200) {
            throw new IOException("`%s` answers with status %d".formatted(address, answer.status()));
        }
        return answer.body();
    }

    /// @param most bytes of its body
    public Answer send(HttpRequest.Builder request, int most) throws IOException {
        try {
            var answer = client.send(request.timeout(within).build(), BodyHandlers.ofInputStream());
            try (var body = answer.body()) {
                return new Answer(answer, bounded(body, most));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
    }

    private static byte[] bounded(InputStream body, int most) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var part = new byte[8 << 10];
        for (var read = body.read(part); read >= 0; read = body.read(part)) {
            bytes.write(part, 0, read);
            if (bytes.size() > most) {
                throw new IOException("the answer has more than %,d bytes".formatted(most));
            }
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
