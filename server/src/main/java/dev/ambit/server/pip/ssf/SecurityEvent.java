package dev.ambit.server.pip.ssf;

import dev.ambit.cedar.json.Json;
import dev.ambit.core.signal.Message;
import dev.ambit.server.pip.Reason;
import dev.ambit.server.pip.Rejected;
import dev.ambit.server.pip.jose.Claims;
import dev.ambit.server.pip.jose.Keys;
import dev.ambit.server.pip.jose.SignedText;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// One security event, verified: signed by its transmitter, for us, and of the shape that SSF 1.0 §4.1 demands.
///
/// @param id      `jti`, by which it is known again
/// @param made    `iat`
/// @param type    the address of its type
/// @param subject `sub_id`
/// @param event   what its type has about it
/// @param claims  all of it
record SecurityEvent(String id, Instant made, String type, Json.Obj subject, Json.Obj event, Json.Obj claims) {
    static final String VERIFICATION = "https://schemas.openid.net/secevent/ssf/event-type/verification";
    static final String STREAM_UPDATED = "https://schemas.openid.net/secevent/ssf/event-type/stream-updated";

    private static final String TYPE = "secevent+jwt";
    private static final String COMMON = "https://schemas.openid.net/secevent/";
    private static final String MIDDLE = "/event-type/";

    /// The event that `token` is.
    ///
    /// @param issuer of the stream
    /// @param isUs   whether an audience is us
    /// @param skew   how far ahead its clock may be
    static SecurityEvent of(String token, Keys keys, String issuer, Predicate<String> isUs, Duration skew, Instant now)
            throws Rejected {
        var signed = SignedText.of(token, keys);
        if (!signed.type().equals(TYPE)) {
            throw malformed("`typ` is `%s`, not `%s`".formatted(signed.type(), TYPE));
        }
        var claims = new Claims(signed.claims());
        for (var forbidden : List.of("sub", "exp")) {
            if (signed.claims().get(forbidden) != null) {
                throw malformed("claim `%s` must not be in a security event".formatted(forbidden));
            }
        }
        if (!claims.required("iss").equals(issuer)) {
            throw new Rejected(Reason.WRONG_ISSUER, "claim `iss` is not `%s`".formatted(issuer));
        }
        if (claims.audience().stream().noneMatch(isUs)) {
            throw new Rejected(Reason.WRONG_AUDIENCE, "claim `aud` does not name us");
        }
        // Not needed, but it is no text that two things could be told apart by where it is something else.
        claims.text("txn");
        var made = claims.time("iat").orElseThrow(() -> malformed("claim `iat` is missing"));
        if (made.isAfter(now.plus(skew))) {
            throw malformed("it was made at %s, which is not yet".formatted(made));
        }
        return of(id(claims), made, signed.claims());
    }

    private static String id(Claims claims) throws Rejected {
        var id = claims.required("jti");
        if (id.length() > Message.LONGEST_ID) {
            throw malformed("claim `jti` has more than %d characters".formatted(Message.LONGEST_ID));
        }
        return id;
    }

    private static SecurityEvent of(String id, Instant made, Json.Obj claims) throws Rejected {
        if (!(claims.get("events") instanceof Json.Obj events) || events.fields().size() != 1) {
            throw malformed("claim `events` is no object with exactly one event");
        }
        var first = events.fields().entrySet().iterator().next();
        if (!(first.getValue() instanceof Json.Obj event)) {
            throw malformed("event `%s` is no object".formatted(first.getKey()));
        }
        if (!(claims.get("sub_id") instanceof Json.Obj subject)) {
            throw malformed("claim `sub_id` is missing, or no object");
        }
        SubjectId.check(subject);
        EventShape.check(first.getKey(), event, subject);
        return new SecurityEvent(id, made, first.getKey(), subject, event, claims);
    }

    static Rejected malformed(String words) {
        return new Rejected(Reason.MALFORMED, words);
    }

    /// Whether it is about the stream that it came by.
    boolean isOfTheStream() {
        return type.equals(VERIFICATION) || type.equals(STREAM_UPDATED);
    }

    /// The type in short, such as `caep/risk-level-change`; the whole address where it is nobody's we know.
    String shortType() {
        var middle = type.indexOf(MIDDLE);
        return type.startsWith(COMMON) && middle > COMMON.length()
                ? type.substring(COMMON.length(), middle) + "/" + type.substring(middle + MIDDLE.length())
                : type;
    }

    /// When it happened, as far as the event says; otherwise when it was made.
    Instant happened() throws Rejected {
        var told = new Claims(event).time("event_timestamp");
        return told.filter(at -> !at.isAfter(made)).orElse(made);
    }

    /// As rules see it: `type` in short, `event`, `subject`, and all `claims`.
    Json.Obj payload() {
        var fields = new LinkedHashMap<String, Json>();
        fields.put("type", Json.of(shortType()));
        fields.put("event", event);
        fields.put("subject", subject);
        fields.put("claims", claims);
        return Json.object(fields);
    }

    /// The text `name` of the event.
    Optional<String> text(String name) throws Rejected {
        return new Claims(event).text(name);
    }
}
