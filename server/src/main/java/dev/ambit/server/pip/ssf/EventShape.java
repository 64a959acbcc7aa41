package dev.ambit.server.pip.ssf;

import dev.ambit.cedar.json.Json;
import dev.ambit.server.pip.Rejected;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What events of CAEP 1.0 need to have. What is beyond that is passed over, and types that are not here are taken as they are.
final class EventShape {
    private static final String CAEP = "https://schemas.openid.net/secevent/caep/event-type/";

    private static final Map<String, List<String>> NEEDED = Map.of(
            CAEP + "credential-change", List.of("credential_type", "change_type"),
            CAEP + "assurance-level-change", List.of("namespace", "current_level"),
            CAEP + "device-compliance-change", List.of("previous_status", "current_status"),
            CAEP + "risk-level-change", List.of("principal", "current_level"));

    private static final Set<String> STATUS = Set.of("compliant", "not-compliant");
    private static final Set<String> LEVEL = Set.of("LOW", "MEDIUM", "HIGH");
    private static final Map<String, Map<String, Set<String>>> WORDS = Map.of(
            CAEP + "credential-change", Map.of("change_type", Set.of("create", "revoke", "update", "delete")),
            CAEP + "assurance-level-change", Map.of("change_direction", Set.of("increase", "decrease")),
            CAEP + "device-compliance-change", Map.of("previous_status", STATUS, "current_status", STATUS),
            CAEP + "risk-level-change", Map.of("current_level", LEVEL, "previous_level", LEVEL));

    private EventShape() {}

    /// @throws Rejected where `event` is not what its type demands
    static void check(String type, Json.Obj event) throws Rejected {
        for (var needed : NEEDED.getOrDefault(type, List.of())) {
            if (!(event.get(needed) instanceof Json.Str(var text, _)) || text.isEmpty()) {
                throw SecurityEvent.malformed("event `%s` has no `%s`".formatted(type, needed));
            }
        }
        if (type.equals(CAEP + "token-claims-change") && !(event.get("claims") instanceof Json.Obj)) {
            throw SecurityEvent.malformed("event `%s` has no `claims`".formatted(type));
        }
        for (var member : WORDS.getOrDefault(type, Map.of()).entrySet()) {
            if (event.get(member.getKey()) instanceof Json.Str(var word, _) && !member.getValue().contains(word)) {
                throw SecurityEvent.malformed("`%s` of event `%s` is none of %s".formatted(member.getKey(), type, member
                        .getValue().stream().sorted().toList()));
            }
        }
    }
}
