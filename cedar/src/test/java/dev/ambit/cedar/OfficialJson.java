package dev.ambit.cedar;

import com.cedarpolicy.BasicAuthorizationEngine;
import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReader;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The official engine, asked in JSON: what its Java classes would have changed on the way arrives as it is.
public final class OfficialJson {
    private static final MethodHandle CALL = call();

    private static final Json.Obj SOMEBODY = uid("User", "a");

    /// Who decided, and who could not be evaluated.
    public record Answer(String decision, Set<String> determining, Set<String> failed) {}

    private OfficialJson() {}

    private static MethodHandle call() {
        try {
            // Its static initialiser loads the native library.
            Class.forName(BasicAuthorizationEngine.class.getName());
            return MethodHandles.privateLookupIn(BasicAuthorizationEngine.class, MethodHandles.lookup())
                    .findStatic(BasicAuthorizationEngine.class, "callCedarJNI",
                            MethodType.methodType(String.class, String.class, String.class));
        } catch (ReflectiveOperationException changed) {
            throw new IllegalStateException("the official engine is called in another way now", changed);
        }
    }

    /// @param policies their texts by id
    /// @param request  with `principal`, `action`, `resource` and perhaps `context`
    /// @param schema   to read context and entities by, and to validate the request with
    /// @return nothing where the engine refuses the question
    public static Optional<Answer> authorize(
            Map<String, String> policies, Json.Obj request, Json entities, Optional<String> schema) {
        var texts = new LinkedHashMap<String, Json>();
        policies.forEach((id, text) -> texts.put(id, Json.of(text)));
        var question = new LinkedHashMap<>(request.fields());
        question.putIfAbsent("context", Json.object(Map.of()));
        question.put("policies", Json.object("staticPolicies", Json.object(texts)));
        question.put("entities", entities);
        schema.ifPresent(text -> question.put("schema", Json.of(text)));
        question.put("validateRequest", Json.of(schema.isPresent()));
        var answer = ask("AuthorizationOperation", Json.object(question));
        return Json.of("success").equals(answer.get("type")) ? Optional.of(answer(answer)) : Optional.empty();
    }

    private static Answer answer(Json.Obj answer) {
        var response = object(answer, "response");
        var diagnostics = object(response, "diagnostics");
        var failed = array(diagnostics, "errors").stream()
                .map(error -> string(((Json.Obj) error).fields().get("policyId")))
                .collect(Collectors.toCollection(TreeSet::new));
        var determining = array(diagnostics, "reason").stream()
                .map(OfficialJson::string)
                .collect(Collectors.toCollection(TreeSet::new));
        return new Answer(string(response.fields().get("decision")), determining, failed);
    }

    /// What each expression evaluates to: a policy for each, of which the engine says whether it is satisfied.
    ///
    /// @return `TRUE`, `FALSE` or `ERROR` for each
    public static List<String> evaluate(List<String> expressions) {
        var policies = new LinkedHashMap<String, String>();
        for (var i = 0; i < expressions.size(); i++) {
            policies.put("p" + i, "permit(principal, action, resource) when { " + expressions.get(i) + " };");
        }
        var answer = authorize(policies, request(Json.object(Map.of())), Json.array(), Optional.empty())
                .orElseThrow(() -> new IllegalStateException("the official engine refuses one of " + expressions));
        return policies.keySet().stream()
                .map(id -> answer.failed().contains(id)
                        ? "ERROR"
                        : answer.determining().contains(id) ? "TRUE" : "FALSE")
                .toList();
    }

    /// A request by nobody in particular.
    public static Json.Obj request(Json context) {
        return Json.object(Map.of("principal", SOMEBODY, "action", uid("Action", "view"), "resource", SOMEBODY,
                "context", context));
    }

    private static Json.Obj uid(String type, String id) {
        return Json.object(Map.of("type", Json.of(type), "id", Json.of(id)));
    }

    private static Json.Obj ask(String operation, Json question) {
        try {
            var answer = (String) CALL.invokeExact(operation, question.toString());
            return (Json.Obj) JsonReader.read(Source.of(answer));
        } catch (InvalidInput refused) {
            throw new IllegalStateException("the official engine does not answer in JSON", refused);
        } catch (Throwable failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Json.Obj object(Json.Obj parent, String field) {
        return (Json.Obj) Objects.requireNonNull(parent.get(field), field);
    }

    private static List<Json> array(Json.Obj parent, String field) {
        return ((Json.Arr) Objects.requireNonNull(parent.get(field), field)).items();
    }

    private static String string(Json json) {
        return ((Json.Str) json).value();
    }
}
