package dev.ambit.server.notify.ssf;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ambit.server.notify.Channel;
import dev.ambit.server.notify.Feed;
import dev.ambit.server.notify.Http;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;

/// A stream that is pushed, as RFC 8935 has it.
final class PushChannel implements Channel {
    private final Transmitter transmitter;
    private final EventStream stream;
    private final Http http;

    PushChannel(Transmitter transmitter, EventStream stream, HttpClient client) {
        this.transmitter = transmitter;
        this.stream = stream;
        this.http = new Http(client);
    }

    @Override
    public String name() {
        return Transmitter.channel(stream);
    }

    @Override
    public List<Message> messages(Feed.Told told) throws IOException {
        return transmitter.message(stream, told).map(List::of).orElse(List.of());
    }

    @Override
    public Sent send(Message message) throws InterruptedException {
        var endpoint = stream.pushTo().orElseThrow();
        if (!transmitter.mayPushTo(endpoint)) {
            return new Sent.Unreachable("`%s` is not where tokens may be pushed".formatted(endpoint.getHost()));
        }
        var request = HttpRequest.newBuilder(endpoint).header("Content-Type", "application/secevent+jwt").header(
                "Accept", "application/json");
        if (!stream.authorization().isEmpty()) {
            request.header("Authorization", stream.authorization());
        }
        return http.send(request.POST(BodyPublishers.ofString(message.body(), UTF_8)));
    }
}
