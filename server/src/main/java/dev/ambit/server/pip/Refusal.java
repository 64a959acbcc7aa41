package dev.ambit.server.pip;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;

/// A message, or a part of one, that changed nothing, and why.
///
/// @param at     when it came, by our clock
/// @param source whose it was meant to be
/// @param code   stable, for programs: a [Reason], or one of those for which a reading is not heard
/// @param words  for operators; cut where they are long
/// @param bytes  how long the message was
/// @param times  how often the same came within a moment
public record Refusal(Instant at, String source, String code, String words, long bytes, long times) {
    private static final int LONGEST_WORDS = 500;

    public Refusal {
        words = words.length() <= LONGEST_WORDS ? words : words.substring(0, LONGEST_WORDS) + "…";
    }

    /// Whether it is the same as `other` but for when and how often.
    boolean isLike(Refusal other) {
        return source.equals(other.source) && code.equals(other.code) && words.equals(other.words);
    }

    /// One line of JSON.
    String line() {
        var fields = new LinkedHashMap<String, Json>();
        fields.put("at", Json.of(at.toString()));
        fields.put("source", Json.of(source));
        fields.put("code", Json.of(code));
        fields.put("words", Json.of(words));
        fields.put("bytes", Json.of(bytes));
        fields.put("times", Json.of(times));
        return JsonWriter.compact(Json.object(fields));
    }

    /// What [#line] wrote; empty for anything else.
    static Optional<Refusal> of(Json json) {
        if (json instanceof Json.Obj fields
                && fields.get("at") instanceof Json.Str(var at, _)
                && fields.get("source") instanceof Json.Str(var source, _)
                && fields.get("code") instanceof Json.Str(var code, _)
                && fields.get("words") instanceof Json.Str(var words, _)
                && fields.get("bytes") instanceof Json.Num(var bytes, _)
                && fields.get("times") instanceof Json.Num(var times, _)) {
            try {
                return Optional.of(new Refusal(Instant.parse(at), source, code, words, Long.parseLong(bytes), Long
                        .parseLong(times)));
            } catch (DateTimeException | NumberFormatException malformed) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }
}
