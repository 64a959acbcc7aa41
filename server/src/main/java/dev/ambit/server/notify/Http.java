package dev.ambit.server.notify;

import dev.ambit.server.notify.Channel.Sent;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// One request to a receiver: bounded in time and in what is read of the answer, and never led elsewhere.
public final class Http {
    private static final Duration LONGEST = Duration.ofSeconds(15);
    private static final int MOST_BYTES = 64 << 10;
    private static final int SHOWN = 200;

    private final HttpClient client;

    public Http(HttpClient client) {
        this.client = client;
    }

    /// A client that suits: no redirects, and few seconds to connect.
    public static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(5)).build();
    }

    /// Whether it was received: any status from 200 to 299 says so.
    public Sent send(HttpRequest.Builder request) throws InterruptedException {
        try {
            var answer = client.send(request.timeout(LONGEST).build(), BodyHandlers.limiting(BodyHandlers.ofString(),
                    MOST_BYTES));
            var status = answer.statusCode();
            if (status >= 200 && status < 300) {
                return new Sent.Received();
            }
            return isForNow(status) ? new Sent.Unreachable(why(answer)) : new Sent.Unwanted(why(answer));
        } catch (IOException unreachable) {
            return new Sent.Unreachable(String.valueOf(unreachable));
        }
    }

    /// It may well be received later: too slow, too fast, or the receiver itself has failed.
    private static boolean isForNow(int status) {
        return status == 408 || status == 429 || status >= 500;
    }

    private static String why(HttpResponse<String> answer) {
        var body = answer.body().strip();
        return "it answered %d%s".formatted(answer.statusCode(), body.isEmpty()
                ? ""
                : ": " + (body.length() > SHOWN ? body.substring(0, SHOWN) : body));
    }
}
