package dev.ambit.server.pip;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks other servers over HTTP. Redirects are not followed: whoever answers for an address is the one that is registered. An answer
/// is bounded in bytes and in time, to its last byte. To be called where it may wait.
public final class Asking implements AutoCloseable {
    private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(5);

    private final HttpClient client;
    private final Duration within;

    /// An answer, its body read whole.
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way in; nobody compares them
    public record Answer(int status, HttpHeaders headers, byte[] body) {}

    /// @param within how long an answer may take, from connecting to its last byte, where nothing else is said
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
        return send(request, most, within);
    }

    /// Like [#send(HttpRequest.Builder, int)], for who lets us wait because there is nothing to say yet.
    public Answer send(HttpRequest.Builder request, int most, Duration patience) throws IOException {
        var coming = client.sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), most));
        try {
            var answer = coming.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(answer.statusCode(), answer.headers(), answer.body());
        } catch (InterruptedException stopped) {
            coming.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        } catch (TimeoutException late) {
            coming.cancel(true);
            throw new IOException("it did not answer within " + patience, late);
        } catch (ExecutionException failed) {
            throw new IOException(words(failed), failed);
        }
    }

    private static String words(ExecutionException failed) {
        var cause = failed.getCause();
        return cause == null || cause.getMessage() == null
                ? "it cannot be reached"
                : cause.getMessage();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
