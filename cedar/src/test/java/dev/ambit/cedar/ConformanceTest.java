package dev.ambit.cedar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.authorize.EvaluationError;
import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.authorize.Response;
import dev.ambit.cedar.engine.CompiledPolicies;
import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.exchange.EntityJson;
import dev.ambit.cedar.exchange.RequestJson;
import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.partial.Reference;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.syntax.PolicyParser;
import dev.ambit.cedar.syntax.PolicySet;
import dev.ambit.cedar.text.InvalidInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Both engines give the answers of Cedar's own integration tests: decision, determining policies, failed policies.
class ConformanceTest {
    /// Whoever answers requests.
    private interface Engine {
        Response decide(Request request, Entities entities);
    }

    private static Map<String, Engine> engines(PolicySet policies) {
        return Map.of(
                "reference", (request, entities) -> Reference.decide(policies, request, entities),
                "compiled", CompiledPolicies.compile(policies)::decide);
    }

    @Test
    void the_tests_written_by_hand_are_answered_as_cedar_answers_them() {
        assertThat(disagreements(Vectors.handWritten())).isEmpty();
    }

    @Test
    void the_tests_found_by_fuzzing_are_answered_as_cedar_answers_them() {
        assertThat(disagreements(Vectors.corpus())).isEmpty();
    }

    private static List<String> disagreements(List<Vectors.Case> cases) {
        assertThat(cases).isNotEmpty();
        var found = new ArrayList<String>();
        for (var test : cases) {
            try {
                compare(test, found);
            } catch (InvalidInput | RuntimeException failed) {
                found.add(test.name() + ": " + failed);
            }
        }
        return found;
    }

    private static void compare(Vectors.Case test, List<String> found) throws InvalidInput {
        var schema = Schema.parse(test.schema());
        var entities = EntityJson.read(test.entities(), schema);
        var engines = engines(PolicyParser.parse(test.policies()));
        for (var asked : test.requests()) {
            var request = request(test, asked, schema);
            engines.forEach((name, engine) -> {
                var given = given(engine.decide(request, entities));
                if (!given.equals(expected(asked))) {
                    found.add("%s, %s: %s answered %s, expected %s"
                            .formatted(test.name(), asked.get("description"), name, given, expected(asked)));
                }
            });
        }
    }

    private static Request request(Vectors.Case test, Json.Obj asked, Schema schema) throws InvalidInput {
        var fields = new LinkedHashMap<>(asked.fields());
        fields.keySet().retainAll(Set.of("principal", "action", "resource", "context"));
        return RequestJson.read(new Json.Obj(fields, asked.span()), test.test(), schema);
    }

    private record Answer(String decision, Set<String> determining, Set<String> failed) {}

    private static Answer given(Response response) {
        return new Answer(response.decision().name().toLowerCase(Locale.ROOT), response.determining(),
                response.errors().stream().map(EvaluationError::policy).collect(Collectors.toCollection(TreeSet::new)));
    }

    private static Answer expected(Json.Obj asked) {
        var decision = ((Json.Str) asked.fields().get("decision")).value();
        return new Answer(decision, ids(asked, "reason"), ids(asked, "errors"));
    }

    private static Set<String> ids(Json.Obj asked, String field) {
        return ((Json.Arr) asked.fields().get(field)).items().stream()
                .map(id -> ((Json.Str) id).value())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
