package dev.ambit.server.pip.ssf;

import dev.ambit.cedar.json.Json;
import dev.ambit.server.pip.Rejected;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What events of CAEP 1.0 and RISC 1.0 need to have, and what each member of theirs may be. What is beyond that is passed over, and types
/// that are not here are taken as they are.
final class EventShape {
    private static final String CAEP = "https://schemas.openid.net/secevent/caep/event-type/";
    private static final String RISC = "https://schemas.openid.net/secevent/risc/event-type/";
    private static final Set<String> STATUS = Set.of("compliant", "not-compliant");
    private static final Set<String> LEVEL = Set.of("LOW", "MEDIUM", "HIGH");

    /// What every event may say about itself (CAEP 1.0 §2).
    private static final List<Member> COMMON = List.of(may("event_timestamp", Form.TIME), may("initiating_entity",
            Form.TEXT), may("reason_admin", Form.REASON), may("reason_user", Form.REASON));

    private static final Map<String, List<Member>> TYPES = types();

    /// Formats of subjects that are the identifier itself, as some events demand.
    private static final Map<String, Set<String>> SUBJECTS = Map.of(
            RISC + "identifier-changed", Set.of("email", "phone_number", "phone"),
            RISC + "identifier-recycled", Set.of("email", "phone_number", "phone"));

    private EventShape() {}

    /// What can stand somewhere.
    private enum Form {
        TEXT("a text"), TIME("a time in seconds"), OBJECT("an object"), TEXTS("a list of texts"), REASON(
                "an object with a text for each language");

        private final String words;

        Form(String words) {
            this.words = words;
        }

        boolean fits(Json value) {
            return switch (this) {
                case TEXT -> value instanceof Json.Str;
                case TIME -> value instanceof Json.Num;
                case OBJECT -> value instanceof Json.Obj;
                case TEXTS -> value instanceof Json.Arr(var items, _) && items.stream().allMatch(
                        Json.Str.class::isInstance);
                // Older transmitters write the words alone.
                case REASON -> value instanceof Json.Str || value instanceof Json.Obj texts && texts.fields().values()
                        .stream().allMatch(Json.Str.class::isInstance);
            };
        }
    }

    /// @param words that it can be; empty where it can be any
    private record Member(String name, boolean isNeeded, Form form, Set<String> words) {
        void check(String type, Json.Obj event) throws Rejected {
            var found = Optional.ofNullable(event.get(name));
            if (isNeeded && (found.isEmpty() || found.get() instanceof Json.Str(var text, _) && text.isEmpty())) {
                throw SecurityEvent.malformed("event `%s` has no `%s`".formatted(type, name));
            }
            if (found.isPresent() && !form.fits(found.get())) {
                throw SecurityEvent.malformed("`%s` of event `%s` is not %s".formatted(name, type, form.words));
            }
            if (!words.isEmpty() && found.isPresent() && found.get() instanceof Json.Str(var word, _) && !words
                    .contains(word)) {
                throw SecurityEvent.malformed("`%s` of event `%s` is none of %s".formatted(name, type, words.stream()
                        .sorted().toList()));
            }
        }
    }

    private static Member must(String name, Form form) {
        return new Member(name, true, form, Set.of());
    }

    private static Member may(String name, Form form) {
        return new Member(name, false, form, Set.of());
    }

    private static Member mustBe(String name, Set<String> words) {
        return new Member(name, true, Form.TEXT, words);
    }

    private static Member mayBe(String name, Set<String> words) {
        return new Member(name, false, Form.TEXT, words);
    }

    private static Map<String, List<Member>> types() {
        var types = new HashMap<String, List<Member>>();
        types.put(SecurityEvent.VERIFICATION, List.of(may("state", Form.TEXT)));
        types.put(SecurityEvent.STREAM_UPDATED, List.of(mustBe("status", StreamStatus.WORDS), may("reason",
                Form.TEXT)));
        types.put(CAEP + "session-revoked", List.of());
        types.put(CAEP + "token-claims-change", List.of(must("claims", Form.OBJECT)));
        // Any type of credential, also one that two parties agreed on between themselves.
        types.put(CAEP + "credential-change", List.of(must("credential_type", Form.TEXT), mustBe("change_type", Set.of(
                "create", "revoke", "update", "delete")), may("friendly_name", Form.TEXT), may("x509_issuer",
                        Form.TEXT), may("x509_serial", Form.TEXT), may("fido2_aaguid", Form.TEXT)));
        types.put(CAEP + "assurance-level-change", List.of(must("namespace", Form.TEXT), must("current_level",
                Form.TEXT), may("previous_level", Form.TEXT), mayBe("change_direction", Set.of("increase",
                        "decrease"))));
        types.put(CAEP + "device-compliance-change", List.of(mustBe("previous_status", STATUS), mustBe("current_status",
                STATUS)));
        types.put(CAEP + "session-established", List.of(may("fp_ua", Form.TEXT), may("acr", Form.TEXT), may("amr",
                Form.TEXTS), may("ext_id", Form.TEXT)));
        types.put(CAEP + "session-presented", List.of(may("fp_ua", Form.TEXT), may("ext_id", Form.TEXT)));
        types.put(CAEP + "risk-level-change", List.of(must("principal", Form.TEXT), mustBe("current_level", LEVEL),
                mayBe("previous_level", LEVEL), may("risk_reason", Form.TEXT)));
        for (var plain : List.of("account-credential-change-required", "account-purged", "account-enabled",
                "identifier-recycled", "opt-in", "opt-out-initiated", "opt-out-cancelled", "opt-out-effective",
                "recovery-activated", "recovery-information-changed", "sessions-revoked")) {
            types.put(RISC + plain, List.of());
        }
        types.put(RISC + "account-disabled", List.of(may("reason", Form.TEXT)));
        types.put(RISC + "identifier-changed", List.of(may("new-value", Form.TEXT)));
        types.put(RISC + "credential-compromise", List.of(must("credential_type", Form.TEXT)));
        types.replaceAll((_, members) -> {
            var all = new ArrayList<>(COMMON);
            all.addAll(members);
            return List.copyOf(all);
        });
        return Map.copyOf(types);
    }

    /// @throws Rejected where `event` is not what its type demands
    static void check(String type, Json.Obj event, Json.Obj subject) throws Rejected {
        for (var member : TYPES.getOrDefault(type, List.of())) {
            member.check(type, event);
        }
        var formats = SUBJECTS.getOrDefault(type, Set.of());
        if (!formats.isEmpty() && !formats.contains(SubjectId.format(subject))) {
            throw SecurityEvent.malformed("the subject of event `%s` is neither an address of mail nor a number"
                    .formatted(type));
        }
    }
}
