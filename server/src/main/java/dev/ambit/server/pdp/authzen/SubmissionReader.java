package dev.ambit.server.pdp.authzen;

import dev.ambit.server.pdp.json.BadJson;
import dev.ambit.server.pdp.json.StrictJson;
import dev.ambit.server.pdp.json.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/// Reads requests for access. What it does not know it passes over, as the profile demands: `client` is what a caller says of
/// itself, and nobody has checked it.
final class SubmissionReader {
    private static final int LONGEST_KEY = 256;

    private final StrictJson json;
    private final DraftReader drafts;
    private final Draft whole = new Draft();
    private final List<Part> items = new ArrayList<>();
    private @Nullable Part outer;
    private boolean isBundle;
    private boolean hasCallback;

    /// What stands beside one question: how it was denied, and what is wanted of it.
    private static final class Part {
        final Draft draft = new Draft();
        String evaluation = "";
        boolean hasToken;
        @Nullable
        Instant until;
        @Nullable
        Boolean isUrgent;
    }

    private SubmissionReader(StrictJson json) {
        this.json = json;
        this.drafts = new DraftReader(json, json.mistakes(), "");
    }

    /// A submission, and whether it asks to be called back.
    record Read(Submission submission, boolean hasCallback, boolean isBound) {}

    /// @param key the idempotency key; empty for none
    static Read read(byte[] body, String key) throws BadJson {
        if (key.length() > LONGEST_KEY) {
            throw new BadJson("", "`Idempotency-Key` is longer than %d characters".formatted(LONGEST_KEY), "");
        }
        var reader = StrictJson.read(body, json -> new SubmissionReader(json).whole());
        return reader.submission(key);
    }

    private SubmissionReader whole() {
        var part = new Part();
        for (var name = json.nextMember(); name != null; name = json.nextMember()) {
            switch (name) {
                case "items" -> items();
                case "callback" -> {
                    hasCallback = true;
                    json.skip();
                }
                case "subject", "context" -> drafts.member(whole, name);
                default -> member(drafts, part, name, "");
            }
        }
        outer = part;
        return this;
    }

    private void member(DraftReader reader, Part part, String name, String at) {
        switch (name) {
            case "resource", "action" -> reader.member(part.draft, name);
            case "denial" -> denial(part, at + "/denial");
            case "requested_access" -> wanted(part, at + "/requested_access");
            default -> json.skip();
        }
    }

    private void items() {
        isBundle = true;
        if (!json.array("/items")) {
            return;
        }
        while (json.nextElement()) {
            var at = "/items/" + items.size();
            if (items.size() == Submission.MOST_ITEMS) {
                json.mistakes().add(at, "there are more than %d items".formatted(Submission.MOST_ITEMS),
                        "Split them over several requests");
                json.skip();
            } else if (json.object(at)) {
                var part = new Part();
                var reader = new DraftReader(json, json.mistakes(), at);
                for (var name = json.nextMember(); name != null; name = json.nextMember()) {
                    member(reader, part, name, at);
                }
                items.add(part);
            }
        }
    }

    private void denial(Part part, String at) {
        if (!json.object(at)) {
            return;
        }
        for (var name = json.nextMember(); name != null; name = json.nextMember()) {
            switch (name) {
                case "evaluation_id" -> part.evaluation = Optional.ofNullable(json.string(at + "/" + name)).orElse("");
                case "binding_token" -> {
                    part.hasToken = true;
                    json.skip();
                }
                default -> json.skip();
            }
        }
    }

    private void wanted(Part part, String at) {
        if (!json.object(at)) {
            return;
        }
        for (var name = json.nextMember(); name != null; name = json.nextMember()) {
            switch (name) {
                case "requested_until" -> part.until = instant(at + "/" + name);
                case "emergency" -> {
                    part.isUrgent = json.token() == JsonToken.VALUE_TRUE;
                    if (json.token() != JsonToken.VALUE_TRUE && json.token() != JsonToken.VALUE_FALSE) {
                        json.wrong(at + "/" + name, "true or false");
                    }
                }
                default -> json.skip();
            }
        }
    }

    private @Nullable Instant instant(String at) {
        var text = json.string(at);
        if (text == null) {
            return null;
        }
        try {
            return Timestamp.parse(text);
        } catch (DateTimeException malformed) {
            json.mistakes().add(at, "`%s` is no instant".formatted(at.substring(1).replace('/', '.')),
                    "Send one such as 2030-01-31T10:00:00Z");
            return null;
        }
    }

    private Read submission(String key) throws BadJson {
        var top = outer == null ? new Part() : outer;
        if (isBundle && (top.draft.resource != null || top.draft.action != null)) {
            throw new BadJson("/items", "`items` stand beside `resource` or `action`", "Send one or the other");
        }
        if (isBundle && items.isEmpty()) {
            throw new BadJson("/items", "`items` is empty", "Send at least one, or `resource` and `action`");
        }
        var found = new ArrayList<Submission.Item>();
        var isBound = true;
        for (var part : isBundle ? items : List.of(top)) {
            var draft = part.draft.or(whole);
            // One denial cannot speak for several questions: each was answered by itself.
            var evaluation = part.evaluation.isEmpty() && items.size() == 1 ? top.evaluation : part.evaluation;
            isBound &= !evaluation.isEmpty() && !part.hasToken;
            found.add(new Submission.Item(Asked.question(draft), evaluation, Optional.ofNullable(part.until == null
                    ? top.until
                    : part.until), Boolean.TRUE.equals(part.isUrgent == null ? top.isUrgent : part.isUrgent)));
        }
        var because = whole.context == null ? "" : whole.context.because().orElse("");
        return new Read(new Submission(found, isBundle, because, key), hasCallback, isBound);
    }
}
