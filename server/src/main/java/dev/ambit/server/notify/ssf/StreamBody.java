package dev.ambit.server.notify.ssf;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReader;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import dev.ambit.server.pdp.json.BadJson;
import dev.ambit.server.pdp.json.StrictJson;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// The body of a request about a stream. What it does not know it passes over, as the standard demands.
final class StreamBody {
    private static final int LONGEST = 2_048;

    private final Json.Obj fields;

    private StreamBody(Json.Obj fields) {
        this.fields = fields;
    }

    /// @param body empty where there is none
    static StreamBody read(byte[] body) throws BadJson {
        if (body.length == 0) {
            return new StreamBody(Json.object(Map.of()));
        }
        var _ = StrictJson.read(body, json -> {
            for (var name = json.nextMember(); name != null; name = json.nextMember()) {
                json.skip();
            }
            return "";
        });
        try {
            return new StreamBody((Json.Obj) JsonReader.read(new Source("body", new String(body,
                    StandardCharsets.UTF_8))));
        } catch (InvalidInput | ClassCastException malformed) {
            throw new BadJson("", "the body is no JSON object", "Send one");
        }
    }

    boolean has(String name) {
        return fields.get(name) != null && !(fields.get(name) instanceof Json.Null);
    }

    Optional<Json> json(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    Optional<String> text(String name) throws BadJson {
        return text(fields, name);
    }

    private static Optional<String> text(Json.Obj from, String name) throws BadJson {
        return switch (from.get(name)) {
            case null -> Optional.empty();
            case Json.Null _ -> Optional.empty();
            case Json.Str(var text, _) when text.length() <= LONGEST -> Optional.of(text);
            default -> throw new BadJson("/" + name, "`%s` is no text of at most %d characters".formatted(name,
                    LONGEST), "");
        };
    }

    boolean truth(String name) throws BadJson {
        return switch (fields.get(name)) {
            case null -> false;
            case Json.Bool(var value, _) -> value;
            default -> throw new BadJson("/" + name, "`%s` is neither true nor false".formatted(name), "");
        };
    }

    OptionalInt number(String name) throws BadJson {
        return switch (fields.get(name)) {
            case null -> OptionalInt.empty();
            case Json.Num(var literal, _) when literal.matches("[0-9]{1,9}") -> OptionalInt.of(Integer.parseInt(
                    literal));
            default -> throw new BadJson("/" + name, "`%s` is no whole number".formatted(name), "");
        };
    }

    List<String> texts(String name) throws BadJson {
        var found = new ArrayList<String>();
        switch (fields.get(name)) {
            case null -> {}
            case Json.Null _ -> {}
            case Json.Arr(var items, _) when items.size() <= 1_000 -> {
                for (var item : items) {
                    if (!(item instanceof Json.Str(var text, _)) || text.length() > LONGEST || text.indexOf(
                            '\n') >= 0) {
                        throw new BadJson("/" + name, "`%s` is no list of texts".formatted(name), "");
                    }
                    found.add(text);
                }
            }
            default -> throw new BadJson("/" + name, "`%s` is no list of texts".formatted(name), "");
        }
        return found;
    }

    /// @param pushTo        empty where it is to be polled
    /// @param authorization empty for none
    record Delivery(Optional<URI> pushTo, String authorization) {
        static final Delivery POLLED = new Delivery(Optional.empty(), "");
    }

    Optional<Delivery> delivery() throws BadJson {
        if (!has("delivery")) {
            return Optional.empty();
        }
        if (!(fields.get("delivery") instanceof Json.Obj delivery)) {
            throw new BadJson("/delivery", "`delivery` is no object", "");
        }
        var method = text(delivery, "method").orElse("");
        if (method.equals(EventStream.POLL)) {
            return Optional.of(Delivery.POLLED);
        }
        if (!method.equals(EventStream.PUSH)) {
            throw new BadJson("/delivery/method", "`delivery.method` is neither %s nor %s".formatted(EventStream.PUSH,
                    EventStream.POLL), "");
        }
        var authorization = text(delivery, "authorization_header").orElse("");
        if (!authorization.chars().allMatch(c -> c >= ' ' && c < 127)) {
            throw new BadJson("/delivery/authorization_header",
                    "`delivery.authorization_header` is no value of a header",
                    "");
        }
        try {
            return Optional.of(new Delivery(Optional.of(new URI(text(delivery, "endpoint_url").orElse(""))),
                    authorization));
        } catch (URISyntaxException malformed) {
            throw new BadJson("/delivery/endpoint_url", "`delivery.endpoint_url` is no URL", "");
        }
    }
}
