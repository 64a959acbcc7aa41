package dev.ambit.cedar.syntax;

import static dev.ambit.cedar.json.JsonReading.field;
import static dev.ambit.cedar.json.JsonReading.shown;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReading;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.syntax.Policy.Condition;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.value.Quoted;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads one policy or template of the JSON syntax.
final class PolicyJsonReader {
    private static final List<String> REQUIRED = List.of("effect", "principal", "action", "resource", "conditions");
    private static final List<String> OPTIONAL = List.of("annotations");

    private final JsonReading reading;
    private final ScopeJsonReader scopes;
    private final ExpressionJsonReader expressions;

    PolicyJsonReader(JsonReading reading, Limits limits) {
        this.reading = reading;
        this.scopes = new ScopeJsonReader(reading);
        this.expressions = new ExpressionJsonReader(reading, limits);
    }

    /// Empty where `json` is no object.
    Optional<Policy> policy(String id, Json json) {
        return reading.object(json, "a policy").map(object -> policy(id, object));
    }

    private Policy policy(String id, Json.Obj object) {
        reading.fields(object, "a policy", REQUIRED, OPTIONAL);
        return new Policy(id, effect(object), annotations(object), scope(object, Root.PRINCIPAL),
                scope(object, Root.ACTION), scope(object, Root.RESOURCE), conditions(object), reading.source(),
                object.span());
    }

    private Policy.Effect effect(Json.Obj object) {
        return field(object, "effect").flatMap(found -> word(found, "effect", Map.of("permit", Policy.Effect.PERMIT,
                "forbid", Policy.Effect.FORBID))).orElse(Policy.Effect.FORBID);
    }

    private <T> Optional<T> word(Json json, String field, Map<String, T> known) {
        var word = reading.string(json, "`%s`".formatted(field));
        var meaning = word.flatMap(found -> Optional.ofNullable(known.get(found)));
        if (word.isPresent() && meaning.isEmpty()) {
            reading.misspelt("unknown-" + field, json, "`%s` is `%s`, found %s".formatted(field,
                    String.join("` or `", known.keySet().stream().sorted().toList()), shown(word.get())), word.get(),
                    known.keySet());
        }
        return meaning;
    }

    private Map<String, Optional<String>> annotations(Json.Obj object) {
        var annotations = new LinkedHashMap<String, Optional<String>>();
        field(object, "annotations").flatMap(found -> reading.object(found, "`annotations`"))
                .ifPresent(found -> found.fields().forEach((name, value) -> annotations.put(name, annotation(name,
                        value))));
        return annotations;
    }

    private Optional<String> annotation(String name, Json value) {
        if (!Quoted.isIdentifier(name)) {
            reading.wrong("not-an-identifier", value, "%s cannot be the name of an annotation".formatted(shown(name)),
                    "It has only letters, digits and underscores, and does not begin with a digit");
        }
        return value instanceof Json.Null ? Optional.empty() : reading.string(value, "an annotation");
    }

    private Scope scope(Json.Obj object, Root variable) {
        return field(object, variable.word()).map(found -> scopes.scope(variable, found)).orElse(new Scope.Any());
    }

    private List<Condition> conditions(Json.Obj object) {
        return field(object, "conditions").map(found -> reading.items(found, "`conditions`")).orElse(List.of())
                .stream().flatMap(found -> reading.object(found, "a condition").map(this::condition).stream()).toList();
    }

    private Condition condition(Json.Obj object) {
        reading.fields(object, "a condition", List.of("kind", "body"), List.of());
        var kind = field(object, "kind").flatMap(found -> word(found, "kind", Map.of("when", Condition.Kind.WHEN,
                "unless", Condition.Kind.UNLESS)));
        var body = field(object, "body").map(expressions::expression);
        return new Condition(kind.orElse(Condition.Kind.WHEN), body.orElse(ExpressionJsonReader.something(object)));
    }
}
