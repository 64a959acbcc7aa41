package dev.ambit.server.pdp.api;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.server.pdp.json.StrictJson;
import dev.ambit.server.pdp.json.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Members that requests of this API have in common. Each is read where `json` stands; what is wrong is noted, and `null`.
final class Members {
    private static final int LONGEST_NAME = 2_048;

    private final StrictJson json;

    Members(StrictJson json) {
        this.json = json;
    }

    static <T> T kept(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("what is missing was refused");
        }
        return value;
    }

    void require(boolean isThere, String member) {
        if (!isThere && json.mistakes().isEmpty()) {
            json.mistakes().add("/" + member, "`%s` is missing".formatted(member), "");
        }
    }

    /// These requests are ours alone: an unknown member is a mistake.
    void unknown(String at) {
        json.mistakes().add(at, "`%s` is not known here".formatted(at.substring(1).replace('/', '.')),
                "What is known is described at /openapi.json");
        json.skip();
    }

    @Nullable
    String name(String at) {
        var text = json.string(at);
        if (text != null && (text.isEmpty() || text.length() > LONGEST_NAME)) {
            json.mistakes().add(at, "`%s` has not 1 to %d characters".formatted(at.substring(1), LONGEST_NAME), "");
            return null;
        }
        return text;
    }

    @Nullable
    EntityUid entity(String at) {
        if (!json.object(at)) {
            return null;
        }
        String type = null;
        String key = null;
        for (var name = json.nextMember(); name != null; name = json.nextMember()) {
            switch (name) {
                case "type" -> type = name(at + "/type");
                case "id" -> key = name(at + "/id");
                default -> unknown(at + "/" + name);
            }
        }
        if (type == null || key == null || !EntityUid.isTypeName(type)) {
            json.mistakes().add(at, "`%s` needs a `type`, the name of an entity type, and an `id`".formatted(at
                    .substring(1)), "");
            return null;
        }
        return EntityUid.of(type, key);
    }

    @Nullable
    Instant instant(String at) {
        var text = json.string(at);
        if (text == null) {
            return null;
        }
        try {
            return Timestamp.parse(text);
        } catch (DateTimeException malformed) {
            json.mistakes().add(at, "`%s` is no instant".formatted(at.substring(1)),
                    "Send one such as 2030-01-31T10:00:00Z");
            return null;
        }
    }
}
