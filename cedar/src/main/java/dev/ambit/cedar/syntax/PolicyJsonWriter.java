package dev.ambit.cedar.syntax;

import static dev.ambit.cedar.syntax.ExpressionJsonWriter.object;
import static dev.ambit.cedar.syntax.ExpressionJsonWriter.uid;
import static java.util.Map.entry;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.text.Span;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Writes policies, templates and policy sets in the JSON syntax.
final class PolicyJsonWriter {
    private PolicyJsonWriter() {}

    static Json.Obj policySet(PolicySet set) {
        return object(
                entry("staticPolicies", policies(set.policies().values())),
                entry("templates", policies(set.templates().values())),
                entry("templateLinks", Json.array(set.links().values().stream().map(PolicyJsonWriter::link).toList())));
    }

    private static Json policies(Collection<Policy> policies) {
        var json = new LinkedHashMap<String, Json>();
        policies.forEach(policy -> json.put(policy.id(), policy(policy)));
        return Json.object(json);
    }

    private static Json link(TemplateLink link) {
        var values = new LinkedHashMap<String, Json>();
        link.values().entrySet().stream().sorted(Map.Entry.comparingByKey())
                .forEach(slot -> values.put("?" + slot.getKey().word(), uid(slot.getValue())));
        return object(
                entry("templateId", Json.of(link.template())),
                entry("newId", Json.of(link.id())),
                entry("values", Json.object(values)));
    }

    static Json.Obj policy(Policy policy) {
        var json = new LinkedHashMap<String, Json>();
        json.put("effect", Json.of(policy.effect().word()));
        json.put("principal", scope(policy.principal()));
        json.put("action", scope(policy.action()));
        json.put("resource", scope(policy.resource()));
        json.put("conditions", Json.array(policy.conditions().stream().map(PolicyJsonWriter::condition).toList()));
        if (!policy.annotations().isEmpty()) {
            json.put("annotations", annotations(policy.annotations()));
        }
        return Json.object(json);
    }

    private static Json scope(Scope scope) {
        return switch (scope) {
            case Scope.Any() -> object(op("All"));
            case Scope.Equal(var entity) -> object(op("=="), reference(entity));
            case Scope.In(var entity) -> object(op("in"), reference(entity));
            case Scope.InAny(var entities, _) -> object(op("in"),
                    entry("entities", Json.array(entities.stream().map(ExpressionJsonWriter::uid).toList())));
            case Scope.Is(var type, _) -> object(op("is"), entry("entity_type", Json.of(type)));
            case Scope.IsIn(var type, _, var entity) -> object(op("is"), entry("entity_type", Json.of(type)),
                    entry("in", object(reference(entity))));
        };
    }

    private static Map.Entry<String, Json> op(String operator) {
        return entry("op", Json.of(operator));
    }

    private static Map.Entry<String, Json> reference(Scope.Reference reference) {
        return switch (reference) {
            case Scope.Known known -> entry("entity", uid(known.uid()));
            case Scope.Slot slot -> entry("slot", Json.of("?" + slot.root().word()));
        };
    }

    private static Json condition(Policy.Condition condition) {
        return object(
                entry("kind", Json.of(condition.kind().word())),
                entry("body", ExpressionJsonWriter.expression(condition.body())));
    }

    private static Json annotations(Map<String, Optional<String>> annotations) {
        var json = new LinkedHashMap<String, Json>();
        annotations.forEach((name, value) -> json.put(name,
                value.<Json>map(Json::of).orElse(new Json.Null(Span.NONE))));
        return Json.object(json);
    }
}
