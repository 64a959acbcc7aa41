package dev.ambit.cedar.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.cedarpolicy.model.exception.InternalException;
import com.cedarpolicy.model.schema.Schema.JsonOrCedar;
import dev.ambit.cedar.RandomSchemas;
import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonWriter;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Mistakes;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.text.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The official implementation takes and refuses the same schemas, and reads the same out of them.
class SchemaOracleTest {
    private static final int CASES = 120;
    private static final int MANY_CASES = 50_000;

    @Test
    void what_we_write_the_official_implementation_converts_to_the_same_schema() throws Exception {
        for (var seed = 0; seed < CASES; seed++) {
            convertsTheSame(seed);
        }
    }

    @Test
    void schemas_of_colliding_names_are_taken_and_refused_alike() {
        for (var seed = 0; seed < CASES; seed++) {
            agreeOnWild(seed);
        }
    }

    @Test
    void broken_text_is_taken_and_refused_alike() throws InvalidInput {
        for (var seed = 0; seed < CASES; seed++) {
            agreeOnBrokenText(seed);
        }
    }

    @Test
    void broken_json_is_taken_and_refused_alike() throws InvalidInput {
        for (var seed = 0; seed < CASES; seed++) {
            agreeOnBrokenJson(seed);
        }
    }

    @Test
    @Tag("slow")
    void so_it_is_with_many_more() throws Exception {
        for (var seed = CASES; seed < CASES + MANY_CASES; seed++) {
            convertsTheSame(seed);
            agreeOnWild(seed);
            agreeOnBrokenText(seed);
            agreeOnBrokenJson(seed);
        }
    }

    private static void convertsTheSame(int seed) throws Exception {
        var written = new RandomSchemas(new SplittableRandom(seed)).valid();
        var meaning = Schema.of(List.of(written));
        var human = written.toHuman();
        var json = JsonWriter.compact(written.toJson());

        var theirJson = new com.cedarpolicy.model.schema.Schema(human).toJsonFormat().toString();
        var theirHuman = com.cedarpolicy.model.schema.Schema.parse(JsonOrCedar.Json, json).toCedarFormat();

        assertThat(parse(theirJson)).as("seed %d:%n%s", seed, human).isEqualTo(meaning);
        assertThat(parse(theirHuman)).as("seed %d:%n%s", seed, json).isEqualTo(meaning);
    }

    private static void agreeOnWild(int seed) {
        var written = new RandomSchemas(new SplittableRandom(seed)).wild();
        try {
            var human = CedarSchemaWriter.write(written, Definitions.of(List.of(written),
                    new Mistakes()));
            agree(seed, JsonOrCedar.Cedar, human);
            agree(seed, JsonOrCedar.Json, JsonWriter.compact(written.toJson()));
        } catch (InvalidInput _) {
            // Declared twice: JSON cannot say it.
        }
    }

    private static void agreeOnBrokenText(int seed) throws InvalidInput {
        var random = new SplittableRandom(seed);
        agree(seed, JsonOrCedar.Cedar, broken(new RandomSchemas(random).valid().toHuman(), random));
    }

    private static void agreeOnBrokenJson(int seed) throws InvalidInput {
        var random = new SplittableRandom(seed);
        var json = new RandomSchemas(random).valid().toJson();
        agree(seed, JsonOrCedar.Json, JsonWriter.compact(broken(json, random.nextInt(1, 40), random)));
    }

    private static void agree(int seed, JsonOrCedar syntax, String text) {
        var ours = ours(syntax, text);
        var theirs = theirs(syntax, text);
        assertThat(ours.isEmpty()).as("seed %d:%n%s%nours: %s%ntheirs: %s", seed, text, ours, theirs)
                .isEqualTo(theirs.isEmpty());
    }

    private static String ours(JsonOrCedar syntax, String text) {
        try {
            Schema.parse(new Source(syntax == JsonOrCedar.Json ? "random.json" : "random.cedarschema", text));
            return "";
        } catch (InvalidInput refused) {
            return refused.getMessage();
        }
    }

    private static String theirs(JsonOrCedar syntax, String text) {
        try {
            com.cedarpolicy.model.schema.Schema.parse(syntax, text);
            return "";
        } catch (InternalException refused) {
            return refused.getMessage();
        }
    }

    private static Schema parse(String text) throws InvalidInput {
        return Schema.parse(Source.of(text));
    }

    /// `text` with a token or two left out, doubled or replaced.
    private static String broken(String text, SplittableRandom random) {
        var tokens = new ArrayList<>(List.of(text.split("(?<=[^\\w\"])|(?=[^\\w\"])", -1)));
        for (var times = random.nextInt(1, 3); times > 0; times--) {
            var at = random.nextInt(tokens.size());
            switch (random.nextInt(4)) {
                case 0 -> tokens.remove(at);
                case 1 -> tokens.add(at, tokens.get(at));
                case 2 -> tokens.add(at, tokens.get(random.nextInt(tokens.size())));
                default -> tokens.set(at, tokens.get(random.nextInt(tokens.size())));
            }
            if (tokens.isEmpty()) {
                return "";
            }
        }
        return String.join("", tokens);
    }

    /// `json` with one of its values, the one that a walk of `steps` steps ends at, changed.
    private static Json broken(Json json, int steps, SplittableRandom random) {
        if (json instanceof Json.Obj(var fields, _) && !fields.isEmpty() && steps > 0) {
            var names = List.copyOf(fields.keySet());
            var name = names.get(random.nextInt(names.size()));
            var changed = new LinkedHashMap<String, Json>(fields);
            switch (random.nextInt(12)) {
                case 0 -> changed.remove(name);
                case 1 -> changed.put(one(List.of("x", "enum", "required", "type", "name", "tags", "a::b",
                        "annotations"),
                        random), fields.get(name));
                default -> changed.put(name, broken(fields.get(name), steps - 1, random));
            }
            return Json.object(changed);
        }
        if (json instanceof Json.Arr(var items, _) && !items.isEmpty() && steps > 0) {
            var changed = new ArrayList<>(items);
            var at = random.nextInt(items.size());
            changed.set(at, broken(items.get(at), steps - 1, random));
            return Json.array(changed);
        }
        return one(List.of(json, json, new Json.Null(Span.NONE), Json.of(true), Json.of(1), Json.of("A"), Json.of(""),
                Json.of("Long"), Json.of("Set"), Json.of("a b"), Json.of("A::if"), Json.object(Map.of())), random);
    }

    private static <T> T one(List<T> from, SplittableRandom random) {
        return from.get(random.nextInt(from.size()));
    }
}
