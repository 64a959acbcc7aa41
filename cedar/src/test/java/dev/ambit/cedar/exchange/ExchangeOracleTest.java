package dev.ambit.cedar.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.AnyValue;
import dev.ambit.cedar.OfficialJson;
import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReader;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.text.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Documents are accepted and refused as by the official engine, and mean the same, with one exception: an object with
/// a reserved field, or an entity with an unknown one, must be exactly as it should be. The official engine takes a
/// misspelt `__entity` for a record and ignores fields it does not know.
class ExchangeOracleTest {
    /// The rules by which we are stricter.
    private static final Set<String> STRICTER = Set.of("unknown-field", "missing-field", "reserved-field",
            "argument-count", "wrong-kind");

    private static final String SCHEMA = """
            entity Org;
            entity Team in [Org, Team];
            entity Color enum ["red", "green"];
            entity User in [Team] {
                age: Long, home?: ipaddr, score?: decimal, since?: datetime, span?: duration, boss?: User,
                colors?: Set<Color>, address?: { city: String, street?: { number?: Long } }, active?: Bool
            } tags Set<decimal>;
            action all;
            action view in [all] appliesTo {
                principal: User, resource: [Team, Color], context: { from?: ipaddr, friend?: User, tries?: Set<Long> }
            };
            """;

    private static final String ENTITIES = """
            [{"uid": {"type": "User", "id": "a"},
              "attrs": {"age": 1, "home": "::1", "score": {"fn": "decimal", "arg": "1.5"},
                        "since": {"__extn": {"fn": "offset", "args": ["2030-01-01", {"fn": "duration", "arg": "1d"}]}},
                        "span": "1d", "boss": {"type": "User", "id": "b"},
                        "colors": [{"type": "Color", "id": "red"}, {"__entity": {"type": "Color", "id": "green"}}],
                        "address": {"city": "Ulm", "street": {"number": 1}}, "active": true},
              "parents": [{"type": "Team", "id": "t"}, {"__entity": {"type": "Org", "id": "o"}}],
              "tags": {"x": ["1.5", {"__extn": {"fn": "decimal", "arg": "2.5"}}]}},
             {"uid": {"type": "Team", "id": "t"}, "attrs": {}, "parents": [{"type": "Team", "id": "u"}]},
             {"uid": {"type": "Team", "id": "u"}, "attrs": {}, "parents": []},
             {"uid": {"type": "Color", "id": "red"}, "attrs": {}, "parents": []},
             {"uid": {"type": "Action", "id": "view"}, "attrs": {}, "parents": [{"type": "Action", "id": "all"}]}]
            """;

    private static final String REQUEST = """
            {"principal": {"type": "User", "id": "a"}, "action": {"type": "Action", "id": "view"},
             "resource": {"type": "Color", "id": "red"},
             "context": {"from": "10.0.0.1", "friend": {"type": "User", "id": "b"}, "tries": [1, 2]}}
            """;

    /// What a part of a document is replaced by.
    private static final List<String> PIECES = List.of("null", "true", "0", "-1", "9223372036854775808", "1.0", "\"\"",
            "\"a\"", "\"::1\"", "\"1.5\"", "\"1d\"", "\"2030-01-01\"", "\"User\"", "\"Team\"", "\"red\"", "[]", "{}",
            "[1, \"a\"]", "{\"a\": 1}", "{\"type\": \"User\", \"id\": \"a\"}",
            "{\"type\": \"Color\", \"id\": \"blue\"}",
            "{\"__entity\": {\"type\": \"Team\", \"id\": \"t\"}}",
            "{\"__extn\": {\"fn\": \"ip\", \"arg\": \"10.0.0.1\"}}",
            "{\"fn\": \"decimal\", \"arg\": \"1.0\"}", "{\"__extn\": {\"fn\": \"decimal\", \"args\": [\"1.0\"]}}",
            "{\"__extn\": {\"fn\": \"offset\", \"args\": []}}", "{\"__extn\": {\"fn\": \"datetime\", \"arg\": \"x\"}}",
            "{\"type\": \"Action\", \"id\": \"all\"}", "{\"type\": \"Action\", \"id\": \"view\"}");

    private static final List<String> NAMES = List.of("type", "id", "fn", "arg", "args", "__entity", "__extn", "a",
            "age",
            "home", "uid", "attrs", "tags", "parents", "city", "number");

    @Test
    void a_context_means_the_same() {
        contexts(1, 1_000);
    }

    @Test
    void entities_of_a_schema_are_taken_and_refused_alike() throws InvalidInput {
        entities(2, 500);
    }

    @Test
    void requests_of_a_schema_are_taken_and_refused_alike() throws InvalidInput {
        requests(3, 500);
    }

    @Test
    @Tag("slow")
    void so_it_is_with_very_many_more() throws InvalidInput {
        contexts(4, 200_000);
        entities(5, 50_000);
        requests(6, 50_000);
    }

    private static void contexts(int seed, int count) {
        var random = new SplittableRandom(seed);
        for (var i = 0; i < count; i++) {
            var context = Json.object("it", broken(ValueJson.write(AnyValue.of(random, 3)), random));
            var ours = attempt(() -> ValueJson.read(Objects.requireNonNull(context.get("it")), Source.of("")));
            var claim = ours.map(read -> "context.it == " + read).orElse("true");

            var theirs = OfficialJson.authorize(Map.of("p", "permit(principal, action, resource) when { " + claim
                    + " };"),
                    OfficialJson.request(context), Json.array(), Optional.empty());

            if (ours.isPresent()) {
                assertThat(theirs).as(context.toString()).hasValueSatisfying(answer -> assertThat(answer.determining())
                        .as("%s read as %s", context, ours.get()).containsExactly("p"));
            } else if (!isStricter(() -> ContextJson.read(context, Source.of("")))) {
                assertThat(theirs).as(context.toString()).isEmpty();
            }
        }
    }

    private static void entities(int seed, int count) throws InvalidInput {
        var random = new SplittableRandom(seed);
        var schema = Schema.parse(Source.of(SCHEMA));
        var valid = JsonReader.read(Source.of(ENTITIES));
        for (var i = 0; i < count; i++) {
            var document = broken(valid, random);
            var ours = Optional.<Entities>empty();
            if (document instanceof Json.Arr) {
                ours = attempt(() -> EntityJson.read(document, Source.of(""), schema));
            }

            var theirs = OfficialJson.authorize(Map.of(), request(), document, Optional.of(SCHEMA));

            agree(document, ours, theirs, () -> EntityJson.read(document, Source.of(""), schema));
        }
    }

    private static void requests(int seed, int count) throws InvalidInput {
        var random = new SplittableRandom(seed);
        var schema = Schema.parse(Source.of(SCHEMA));
        for (var i = 0; i < count; i++) {
            // The official engine does not even answer where a field of the request itself is missing or unknown.
            var fields = new LinkedHashMap<>(request().fields());
            fields.replaceAll((_, value) -> random.nextBoolean() ? value : broken(value, random));
            var document = Json.object(fields);
            Optional<Request> ours = attempt(() -> RequestJson.read(document, Source.of(""), schema));

            var theirs = OfficialJson.authorize(Map.of(), document, Json.array(), Optional.of(SCHEMA));

            agree(document, ours, theirs, () -> RequestJson.read(document, Source.of(""), schema));
        }
    }

    private static Json.Obj request() throws InvalidInput {
        return (Json.Obj) JsonReader.read(Source.of(REQUEST));
    }

    private static void agree(Json document, Optional<?> ours, Optional<OfficialJson.Answer> theirs,
            Reading<?> reading) {
        if (ours.isPresent() || !isStricter(reading)) {
            assertThat(theirs.isPresent()).as("accepted by the official engine: %s", document).isEqualTo(ours
                    .isPresent());
        }
    }

    private interface Reading<T> {
        T read() throws InvalidInput;
    }

    private static <T> Optional<T> attempt(Reading<T> reading) {
        try {
            return Optional.of(reading.read());
        } catch (InvalidInput refused) {
            return Optional.empty();
        }
    }

    /// Whether a document is refused for a reason we are stricter in.
    private static boolean isStricter(Reading<?> reading) {
        try {
            reading.read();
            return false;
        } catch (InvalidInput refused) {
            return refused.diagnostics().stream().anyMatch(mistake -> STRICTER.contains(mistake.code()));
        }
    }

    /// `json` with, mostly, one or two of its parts replaced, renamed or left out.
    private static Json broken(Json json, SplittableRandom random) {
        var result = json;
        for (var i = random.nextInt(3); i > 0; i--) {
            result = new Break(random, random.nextInt(size(result))).in(result);
        }
        return result;
    }

    private static int size(Json json) {
        return switch (json) {
            case Json.Obj(var fields, _) -> 1 + fields.values().stream().mapToInt(ExchangeOracleTest::size).sum();
            case Json.Arr(var items, _) -> 1 + items.stream().mapToInt(ExchangeOracleTest::size).sum();
            case Json.Str _,Json.Num _,Json.Bool _,Json.Null _ -> 1;
        };
    }

    /// Breaks one value, counted from the outermost.
    private static final class Break {
        private final SplittableRandom random;
        private int toGo;

        Break(SplittableRandom random, int toGo) {
            this.random = random;
            this.toGo = toGo;
        }

        Json in(Json json) {
            if (toGo-- == 0) {
                return otherwise(json);
            }
            return switch (json) {
                case Json.Obj(var fields, _) -> {
                    var changed = new LinkedHashMap<String, Json>();
                    fields.forEach((name, value) -> changed.put(name, in(value)));
                    yield new Json.Obj(changed, Span.NONE);
                }
                case Json.Arr(var items, _) -> Json.array(items.stream().map(this::in).toList());
                case Json.Str _,Json.Num _,Json.Bool _,Json.Null _ -> json;
            };
        }

        private Json otherwise(Json json) {
            if (json instanceof Json.Obj(var fields, _) && random.nextBoolean()) {
                var changed = new LinkedHashMap<>(fields);
                if (!fields.isEmpty() && random.nextInt(3) > 0) {
                    changed.remove(List.copyOf(fields.keySet()).get(random.nextInt(fields.size())));
                }
                if (random.nextInt(3) > 0) {
                    changed.put(NAMES.get(random.nextInt(NAMES.size())), piece());
                }
                return Json.object(changed);
            }
            if (json instanceof Json.Arr(var items, _) && random.nextBoolean()) {
                var changed = new ArrayList<>(items);
                changed.add(items.isEmpty() || random.nextBoolean()
                        ? piece()
                        : items.get(random.nextInt(items.size())));
                return Json.array(changed);
            }
            return piece();
        }

        private Json piece() {
            try {
                return JsonReader.read(Source.of(PIECES.get(random.nextInt(PIECES.size()))));
            } catch (InvalidInput broken) {
                throw new IllegalStateException(broken);
            }
        }
    }
}
