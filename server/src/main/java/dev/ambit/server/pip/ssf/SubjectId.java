package dev.ambit.server.pip.ssf;

import dev.ambit.cedar.json.Json;
import dev.ambit.server.pip.Rejected;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Whom an event is about (RFC 9493, SSF 1.0 §3). A format that nobody has registered is taken as it is.
final class SubjectId {
    private static final String COMPLEX = "complex";
    /// The members of a complex subject that have a meaning.
    private static final Set<String> MEMBERS = Set.of("user", "device", "session", "application", "tenant", "org_unit",
            "group");
    private static final Map<String, List<String>> NEEDED = Map.of(
            "account", List.of("uri"),
            "email", List.of("email"),
            "iss_sub", List.of("iss", "sub"),
            "opaque", List.of("id"),
            "phone_number", List.of("phone_number"),
            "did", List.of("url"),
            "uri", List.of("uri"),
            "jwt_id", List.of("iss", "jti"),
            "saml_assertion_id", List.of("issuer", "assertion_id"));

    private SubjectId() {}

    /// @throws Rejected where it is not of the format it says
    static void check(Json.Obj subject) throws Rejected {
        check(subject, 0);
    }

    private static void check(Json.Obj subject, int depth) throws Rejected {
        if (!(subject.get("format") instanceof Json.Str(var format, _))) {
            throw SecurityEvent.malformed("a subject has no `format`");
        }
        for (var needed : NEEDED.getOrDefault(format, List.of())) {
            if (!(subject.get(needed) instanceof Json.Str(var text, _)) || text.isEmpty()) {
                throw SecurityEvent.malformed("a subject of format `%s` has no `%s`".formatted(format, needed));
            }
        }
        if (format.equals("ip-addresses")) {
            checkAddresses(subject);
        } else if (format.equals("aliases")) {
            checkAliases(subject, depth);
        } else if (format.equals(COMPLEX)) {
            checkComplex(subject, depth);
        }
    }

    private static void checkAddresses(Json.Obj subject) throws Rejected {
        if (!(subject.get("ip-addresses") instanceof Json.Arr(var items, _))
                || items.isEmpty()
                || !items.stream().allMatch(Json.Str.class::isInstance)) {
            throw SecurityEvent.malformed("a subject of format `ip-addresses` has no list of texts of that name");
        }
    }

    private static void checkAliases(Json.Obj subject, int depth) throws Rejected {
        if (!(subject.get("identifiers") instanceof Json.Arr(var items, _)) || items.isEmpty() || depth > 1) {
            throw SecurityEvent.malformed(
                    "a subject of format `aliases` has no `identifiers`, or is within another such");
        }
        for (var item : items) {
            if (!(item instanceof Json.Obj each)) {
                throw SecurityEvent.malformed("`identifiers` has something that is no subject");
            }
            check(each, 2);
        }
    }

    private static void checkComplex(Json.Obj subject, int depth) throws Rejected {
        if (depth > 0) {
            throw SecurityEvent.malformed("a complex subject stands within another");
        }
        for (var member : subject.fields().entrySet()) {
            if (MEMBERS.contains(member.getKey())) {
                if (!(member.getValue() instanceof Json.Obj each)) {
                    throw SecurityEvent.malformed("`%s` of a complex subject is no subject".formatted(member.getKey()));
                }
                check(each, 1);
            }
        }
    }

    /// Whether `subject` has a member that must be understood, says its transmitter, and that is none we know (SSF 1.0 §8.1.1).
    static boolean hasUnknown(Json.Obj subject, Set<String> critical) {
        return subject.get("format") instanceof Json.Str(var format, _)
                && format.equals(COMPLEX)
                && subject.fields().keySet().stream().anyMatch(name -> critical.contains(name) && !MEMBERS.contains(
                        name));
    }

    /// Whether `subject` is `id`, with no more said about what that is.
    static boolean isOpaque(Json.Obj subject, String id) {
        return subject.get("format") instanceof Json.Str(var format, _)
                && format.equals("opaque")
                && subject.get("id") instanceof Json.Str(var named, _)
                && named.equals(id);
    }

    /// The format that `subject` says.
    static String format(Json.Obj subject) {
        return subject.get("format") instanceof Json.Str(var format, _) ? format : "";
    }
}
