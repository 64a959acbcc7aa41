package dev.ambit.server.notify.ssf;

import dev.ambit.cedar.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Subject identifiers as in RFC 9493 and Shared Signals 1.0 §3.
final class Subjects {
    /// Which members a simple subject of each format has.
    private static final Map<String, Set<String>> FORMATS = Map.of(
            "account", Set.of("uri"), "email", Set.of("email"), "iss_sub", Set.of("iss", "sub"), "opaque", Set.of("id"),
            "phone_number", Set.of("phone_number"), "did", Set.of("url"), "uri", Set.of("uri"), "jwt_id", Set.of("iss",
                    "jti"), "saml_assertion_id", Set.of("issuer", "assertion_id"));
    private static final String FORMAT = "format";

    private Subjects() {}

    /// Whether `json` is a subject identifier.
    static boolean isSubject(Json json) {
        if (!(json instanceof Json.Obj object) || !(object.get(FORMAT) instanceof Json.Str(var format, _))) {
            return false;
        }
        return switch (format) {
            case "complex" -> object.fields().size() > 1 && object.fields().entrySet().stream()
                    .filter(member -> !member.getKey().equals(FORMAT))
                    .allMatch(member -> isSubject(member.getValue()));
            case "aliases" -> object.get("identifiers") instanceof Json.Arr(var items, _) && !items.isEmpty() && items
                    .stream().allMatch(Subjects::isSubject);
            default -> FORMATS.containsKey(format) && FORMATS.get(format).stream().allMatch(name -> object.get(
                    name) instanceof Json.Str);
        };
    }

    /// Whether what is said about `subject` is about `named`.
    static boolean matches(Json named, Json subject) {
        if (named.equals(subject)) {
            return true;
        }
        if (!(named instanceof Json.Obj one) || !(subject instanceof Json.Obj other)) {
            return false;
        }
        if (one.get("identifiers") instanceof Json.Arr(var items, _)) {
            return items.stream().anyMatch(item -> matches(item, subject));
        }
        if (!isComplex(other)) {
            return false;
        }
        return isComplex(one)
                ? members(one).stream().allMatch(name -> Objects.equals(one.get(name), other.get(name)))
                : members(other).stream().anyMatch(name -> named.equals(other.get(name)));
    }

    private static boolean isComplex(Json.Obj subject) {
        return subject.get(FORMAT) instanceof Json.Str(var format, _) && format.equals("complex");
    }

    private static List<String> members(Json.Obj complex) {
        return complex.fields().keySet().stream().filter(name -> !name.equals(FORMAT)).toList();
    }
}
