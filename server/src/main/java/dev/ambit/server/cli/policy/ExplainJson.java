package dev.ambit.server.cli.policy;

import dev.ambit.cedar.authorize.EvaluationError;
import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.engine.Read;
import dev.ambit.cedar.explain.Decisive.Weight;
import dev.ambit.cedar.explain.NearMiss;
import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.text.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/// An explained decision as a program reads it. Entities and values are written as Cedar expressions.
final class ExplainJson {
    private ExplainJson() {}

    static Json of(Explained explained) {
        var fields = new LinkedHashMap<String, Json>();
        fields.put("ok", Json.of(true));
        fields.put("decision", word(explained.response().decision()));
        fields.put("request", request(explained.request()));
        fields.put("unknown", array(explained.unknown(), uid -> Json.of(uid.toString())));
        fields.put("determining", array(explained.determining(), policy -> Json.object(policy(policy))));
        fields.put("failed", array(explained.response().errors(), error -> failed(explained, error)));
        fields.put("nearest", array(explained.misses(), ExplainJson::nearest));
        fields.put("inputs", array(explained.inputs(), ExplainJson::input));
        return Json.object(fields);
    }

    private static Json request(Request request) {
        var fields = new LinkedHashMap<String, Json>();
        fields.put("principal", Json.of(request.principal().toString()));
        fields.put("action", Json.of(request.action().toString()));
        fields.put("resource", Json.of(request.resource().toString()));
        return Json.object(fields);
    }

    private static Map<String, Json> policy(Policy policy) {
        var fields = new LinkedHashMap<String, Json>();
        fields.put("id", Json.of(policy.id()));
        fields.put("effect", Json.of(policy.effect().word()));
        place(policy, policy.span(), fields);
        return fields;
    }

    private static void place(Policy policy, Span span, Map<String, Json> fields) {
        fields.put("file", Json.of(policy.source().name()));
        fields.put("line", Json.of(policy.source().line(span.start())));
        fields.put("column", Json.of(policy.source().column(span.start())));
    }

    private static Json failed(Explained explained, EvaluationError error) {
        var policy = explained.policy(error.policy());
        var fields = new LinkedHashMap<String, Json>();
        fields.put("id", Json.of(policy.id()));
        fields.put("effect", Json.of(policy.effect().word()));
        place(policy, error.span(), fields);
        fields.put("kind", word(error.kind()));
        fields.put("message", Json.of(error.message()));
        return Json.object(fields);
    }

    private static Json nearest(NearMiss miss) {
        var fields = policy(miss.permit());
        fields.put("unmet", array(miss.unmet(), unmet -> {
            var condition = new LinkedHashMap<String, Json>();
            condition.put("text", Json.of(unmet.text()));
            if (!unmet.why().isEmpty()) {
                condition.put("failed", Json.of(unmet.why()));
            }
            return Json.object(condition);
        }));
        return Json.object(fields);
    }

    private static Json input(Weight weight) {
        var fields = new LinkedHashMap<String, Json>();
        fields.put("path", Json.of(weight.input().subject().toString()));
        switch (weight.input()) {
            case Read.Found(_, var value) -> fields.put("value", Json.of(value.toString()));
            case Read.Present _ -> fields.put("present", Json.of(true));
            case Read.Absent(_, var because) -> fields.put("absent", word(because));
            case Read.Groups(_, _, var groups) -> fields.put("groups", array(groups.stream().sorted().toList(),
                    group -> Json.of(group.toString())));
        }
        fields.put("decisive", Json.of(weight.isDecisive()));
        fields.put("ifAbsent", word(weight.ifAbsent()));
        fields.put("ifDifferent", word(weight.ifDifferent()));
        weight.example().ifPresent(value -> fields.put("example", Json.of(value.toString())));
        return Json.object(fields);
    }

    private static Json word(Enum<?> constant) {
        return Json.of(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private static <T> Json array(List<T> items, Function<T, Json> each) {
        return Json.array(items.stream().map(each).toList());
    }
}
