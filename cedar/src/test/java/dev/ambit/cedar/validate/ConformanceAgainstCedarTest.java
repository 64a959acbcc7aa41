package dev.ambit.cedar.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.exchange.EntityJson;
import dev.ambit.cedar.exchange.RequestJson;
import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonWriter;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.text.Source;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Random requests and entities are valid where Cedar says so.
class ConformanceAgainstCedarTest {
    private static final int ROUNDS = 10;

    @Test
    void it_agrees_on_random_requests_and_entities() throws Exception {
        compare(0, 50);
    }

    @Test
    @Tag("slow")
    void it_agrees_on_very_many_random_requests_and_entities() throws Exception {
        compare(1_000, 5_000);
    }

    static void compare(int first, int count) throws Exception {
        var seen = new HashMap<String, Integer>();
        for (var seed = first; seed < first + count; seed++) {
            var random = new SplittableRandom(seed);
            var text = new RandomSchemaText(random).next();
            var schema = Schema.parse(Source.of(text));
            var facts = new RandomFacts(random, schema, random.nextInt(20, 200));
            for (var i = 0; i < ROUNDS; i++) {
                var request = facts.request();
                var asked = RequestJson.write(request);
                var requests = new RequestValidator(schema).validate(request);
                assertThat(requests.isEmpty())
                        .as("seed %d: %s\n%s\n%s", seed, requests, JsonWriter.compact(asked), text)
                        .isEqualTo(isValidRequest(text, asked));
                var entities = facts.entities();
                var stored = EntityJson.write(entities);
                var violations = new EntityValidator(schema).validate(entities);
                assertThat(violations.isEmpty())
                        .as("seed %d: %s\n%s\n%s", seed, violations, JsonWriter.compact(stored), text)
                        .isEqualTo(areValidEntities(text, stored));
                seen.merge("requests " + requests.isEmpty(), 1, Integer::sum);
                seen.merge("entities " + violations.isEmpty(), 1, Integer::sum);
            }
        }
        assertThat(seen).as("not all alike").hasSize(4);
    }

    private static boolean isValidRequest(String schema, Json request) {
        var question = new HashMap<>(((Json.Obj) request).fields());
        question.putIfAbsent("context", Json.object(Map.of()));
        question.put("schema", Json.of(schema));
        question.put("validateRequest", Json.of(true));
        question.put("policies", Json.object(Map.of("staticPolicies", Json.object(Map.of()))));
        question.put("entities", Json.array(List.of()));
        var answer = CedarOracle.ask("AuthorizationOperation", question);
        return ((Json.Str) answer.fields().get("type")).value().equals("success");
    }

    private static boolean areValidEntities(String schema, Json entities) {
        var answer = CedarOracle.ask("ValidateEntities", Map.of("schema", Json.of(schema), "entities", entities));
        return ((Json.Str) answer.fields().get("success")).value().equals("true");
    }
}
