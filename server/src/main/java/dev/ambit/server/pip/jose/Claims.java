package dev.ambit.server.pip.jose;

import dev.ambit.cedar.json.Json;
import dev.ambit.server.pip.Reason;
import dev.ambit.server.pip.Rejected;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The registered claims of RFC 7519, read from what was signed.
public record Claims(Json.Obj object) {
    /// 9999-12-31, beyond which no instant is written.
    private static final double LATEST = 253_402_300_799.0;

    /// The text of `name`; empty where there is none.
    ///
    /// @throws Rejected where something else stands there
    public Optional<String> text(String name) throws Rejected {
        return switch (object.get(name)) {
            case null -> Optional.empty();
            case Json.Str(var text, _) -> Optional.of(text);
            default -> throw new Rejected(Reason.MALFORMED, "claim `%s` is no text".formatted(name));
        };
    }

    /// Like [#text], where there has to be one.
    public String required(String name) throws Rejected {
        return text(name).filter(text -> !text.isEmpty()).orElseThrow(() -> new Rejected(Reason.MALFORMED,
                "claim `%s` is missing".formatted(name)));
    }

    /// The time of `name`, in seconds since 1970; empty where there is none.
    public Optional<Instant> time(String name) throws Rejected {
        var found = object.get(name);
        if (found == null) {
            return Optional.empty();
        }
        if (found instanceof Json.Num(var literal, _)) {
            var seconds = Double.parseDouble(literal);
            if (seconds >= 0 && seconds <= LATEST) {
                return Optional.of(Instant.ofEpochMilli((long) (seconds * 1_000)));
            }
        }
        throw new Rejected(Reason.MALFORMED, "claim `%s` is no time".formatted(name));
    }

    /// For whom it is: one or several.
    public List<String> audience() throws Rejected {
        return switch (object.get("aud")) {
            case null -> List.of();
            case Json.Str(var one, _) -> List.of(one);
            case Json.Arr(var items, _) -> {
                for (var item : items) {
                    if (!(item instanceof Json.Str)) {
                        throw new Rejected(Reason.MALFORMED, "claim `aud` is no list of texts");
                    }
                }
                yield items.stream().map(item -> ((Json.Str) item).value()).toList();
            }
            default -> throw new Rejected(Reason.MALFORMED, "claim `aud` is neither a text nor a list");
        };
    }
}
