package dev.ambit.server.notify.ssf;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.StringValue;
import dev.ambit.cedar.value.Value;
import dev.ambit.core.signal.Reading;
import dev.ambit.core.state.Event;
import dev.ambit.core.task.EndCause;
import dev.ambit.core.task.TaskId;
import dev.ambit.server.notify.Feed;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What happened as events of the Continuous Access Evaluation Profile 1.0: a task is a session, and its principal the user.
///
/// @param type     URI of the event
/// @param task     the session; empty for what is about the user alone
/// @param user     empty where it is no longer known
/// @param payload  of the event, without what every event has
/// @param by       `initiating_entity`
/// @param reason   `reason_admin`, in English
record Caep(String type, Instant at, Optional<TaskId> task, Optional<EntityUid> user, Map<String, Json> payload,
        String by,
        String reason) {
    static final String PREFIX = "https://schemas.openid.net/secevent/caep/event-type/";
    static final String SESSION_REVOKED = PREFIX + "session-revoked";
    static final String CLAIMS_CHANGE = PREFIX + "token-claims-change";
    static final String CREDENTIAL_CHANGE = PREFIX + "credential-change";
    static final String RISK_CHANGE = PREFIX + "risk-level-change";
    /// Everything that can be asked for.
    static final List<String> SUPPORTED = List.of(SESSION_REVOKED, CLAIMS_CHANGE, CREDENTIAL_CHANGE, RISK_CHANGE);

    private static final List<String> LEVELS = List.of("LOW", "MEDIUM", "HIGH");

    Caep {
        payload = new LinkedHashMap<>(payload);
    }

    /// @param risk the signal whose level is told, in its own words or as `level`; empty for none
    static Optional<Caep> of(Feed.Told told, Principals principals, Optional<String> risk) throws IOException {
        return switch (told.event()) {
            case Event.TaskEnded(var at, var task, var cause, var by) -> Optional.of(new Caep(SESSION_REVOKED, at,
                    Optional
                            .of(task), principals.of(task), Map.of(), initiator(cause), "task `%s` is over: %s, by %s"
                                    .formatted(
                                            task, cause.words(), by)));
            case Event.TaskPaused(var at, var task, var cause, var by) -> Optional.of(claims(at, task, principals,
                    "state",
                    "paused", "task `%s` is paused: %s, by %s".formatted(task, cause.words(), by)));
            case Event.TaskResumed(var at, var task, var by) -> Optional.of(claims(at, task, principals, "state",
                    "open",
                    "task `%s` is resumed by %s".formatted(task, by)));
            case Event.TaskExtended(var at, var task, var ends, var by) -> Optional.of(claims(at, task, principals,
                    "ends",
                    ends.toString(), "task `%s` ends at another time, by %s".formatted(task, by)));
            case Event.SignalRead(var at, var reading) -> risk.filter(reading.signal()::equals).flatMap(_ -> riskChange(
                    at,
                    reading));
            case Event.TaskRequested _,Event.TaskOpened _,Event.TaskForgotten _,Event.UsageCounted _ -> Optional
                    .empty();
            case Event.ApprovalGiven _,Event.ApprovalAsked _,Event.ApprovalAnswered _ -> Optional.empty();
            case Event.ApprovalSettled _,Event.ApprovalForgotten _,Event.ReleaseLoaded _ -> Optional.empty();
            case Event.FreezeAsked _,Event.FreezeConfirmed _,Event.LiftAsked _,Event.MessageHeard _ -> Optional.empty();
            case Event.ObligationOwed _,Event.ObligationTried _,Event.ObligationRetried _,Event.ObligationLate _ ->
                Optional.empty();
            case Event.ObligationSettled _,Event.GlassBroken _ -> Optional.empty();
        };
    }

    private static String initiator(EndCause cause) {
        return switch (cause) {
            case REVOKED -> "admin";
            case COMPLETED -> "user";
            default -> "policy";
        };
    }

    private static Caep claims(Instant at, TaskId task, Principals principals, String claim, String value,
            String reason) throws IOException {
        return new Caep(CLAIMS_CHANGE, at, Optional.of(task), principals.of(task), Map.of("claims", Json.object(claim,
                Json
                        .of(value))), "policy", reason);
    }

    private static Optional<Caep> riskChange(Instant at, Reading reading) {
        var level = reading.value().map(Caep::level).orElse("LOW");
        if (level == null) {
            return Optional.empty();
        }
        var payload = new LinkedHashMap<String, Json>();
        payload.put("principal", Json.of("USER"));
        payload.put("current_level", Json.of(level));
        return Optional.of(new Caep(RISK_CHANGE, at, Optional.empty(), Optional.of(reading.subject()), payload,
                "system",
                "signal `%s` from `%s`".formatted(reading.signal(), reading.source())));
    }

    /// A level by its own name, or by the word of those who watch behaviour.
    private static @Nullable String level(Value value) {
        return switch (value) {
            case StringValue text -> level(text.value());
            case RecordValue record when record.get("level") instanceof StringValue text -> level(text.value());
            default -> null;
        };
    }

    private static @Nullable String level(String word) {
        var upper = word.toUpperCase(Locale.ROOT);
        return switch (upper) {
            case "USUAL", "NORMAL" -> "LOW";
            case "ELEVATED" -> "MEDIUM";
            case "UNUSUAL", "CRITICAL" -> "HIGH";
            default -> LEVELS.contains(upper) ? upper : null;
        };
    }

    /// The subject: the session and the user, each where it is known.
    ///
    /// @param issuer of the user's name
    Json subject(String issuer) {
        var session = task.map(id -> opaque(id.text()));
        var person = user.map(uid -> issSub(issuer, uid.type() + "/" + uid.id()));
        if (session.isEmpty()) {
            return person.orElseThrow();
        }
        var fields = new LinkedHashMap<String, Json>();
        fields.put("format", Json.of("complex"));
        fields.put("session", session.get());
        person.ifPresent(who -> fields.put("user", who));
        return Json.object(fields);
    }

    static Json opaque(String id) {
        var fields = new LinkedHashMap<String, Json>();
        fields.put("format", Json.of("opaque"));
        fields.put("id", Json.of(id));
        return Json.object(fields);
    }

    private static Json issSub(String issuer, String sub) {
        var fields = new LinkedHashMap<String, Json>();
        fields.put("format", Json.of("iss_sub"));
        fields.put("iss", Json.of(issuer));
        fields.put("sub", Json.of(sub));
        return Json.object(fields);
    }

    /// The event with everything that every event has.
    Json event() {
        var fields = new LinkedHashMap<>(payload);
        fields.put("event_timestamp", Json.of(at.getEpochSecond()));
        fields.put("initiating_entity", Json.of(by));
        fields.put("reason_admin", Json.object("en", Json.of(reason)));
        return Json.object(fields);
    }
}
