package dev.ambit.server.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A receiver over HTTP: signed as Standard Webhooks has it, or in the form that chat services take.
public final class Webhook implements Channel {
    private final String name;
    private final URI url;
    private final List<String> events;
    private final Optional<WebhookSecret> secret;
    private final Http http;
    private final InstantSource clock;

    /// @param events types that it is told of, or their beginnings, such as `task.`; empty for all
    /// @param secret without which it is a chat service, whose URL is the secret
    public Webhook(String name, URI url, List<String> events, Optional<WebhookSecret> secret, HttpClient client,
            InstantSource clock) {
        this.name = name;
        this.url = url;
        this.events = List.copyOf(events);
        this.secret = secret;
        this.http = new Http(client);
        this.clock = clock;
    }

    @Override
    public String name() {
        return "webhook " + name;
    }

    @Override
    public List<Message> messages(Feed.Told told) {
        return Happening.of(told)
                .filter(each -> events.isEmpty() || events.stream().anyMatch(each.type()::startsWith))
                .map(each -> List.of(new Message("msg-%d".formatted(each.position()), body(each))))
                .orElse(List.of());
    }

    private String body(Happening each) {
        return JsonWriter.compact(secret.isPresent() ? each.json() : Json.object(Map.of("text", Json.of(words(each)))));
    }

    /// One line for people to read.
    private static String words(Happening each) {
        return each.data().entrySet().stream()
                .map(entry -> entry.getKey() + " " + plain(entry.getValue()))
                .collect(Collectors.joining(", ", each.type() + ": ", ""));
    }

    private static String plain(Json value) {
        return switch (value) {
            case Json.Str(var text, _) -> text;
            case Json.Obj entity when entity.get("type") instanceof Json.Str(var type, _) && entity.get(
                    "id") instanceof Json.Str(var id, _) -> type + "/" + id;
            default -> value.toString();
        };
    }

    @Override
    public Sent send(Message message) throws InterruptedException {
        var request = HttpRequest.newBuilder(url).header("Content-Type", "application/json");
        secret.ifPresent(key -> {
            var seconds = clock.instant().getEpochSecond();
            request.header("webhook-id", message.id())
                    .header("webhook-timestamp", Long.toString(seconds))
                    .header("webhook-signature", key.sign(message.id(), seconds, message.body()));
        });
        return http.send(request.POST(BodyPublishers.ofString(message.body(), UTF_8)));
    }
}
