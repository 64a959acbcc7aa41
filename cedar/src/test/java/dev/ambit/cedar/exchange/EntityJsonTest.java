package dev.ambit.cedar.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ambit.cedar.AnyValue;
import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.entity.Entity;
import dev.ambit.cedar.json.JsonWriter;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.StringValue;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntityJsonTest {
    private static final EntityUid ALICE = EntityUid.of("User", "alice");

    private static final String SCHEMA = """
            entity Team in [Org, Team];
            entity Org;
            entity Color enum ["red", "green"];
            entity User in [Team] {
                age: Long, home?: ipaddr, boss?: User, favourite?: Color, address?: { city: String }
            } tags Set<decimal>;
            action all;
            action view in [all] appliesTo { principal: User, resource: Team };
            action edit in [view];
            """;

    @Test
    void entities_are_read_with_attributes_parents_and_tags() throws InvalidInput {
        var entities = read("""
                [{"uid": {"type": "User", "id": "alice"},
                  "attrs": {"age": 5, "boss": {"__entity": {"type": "User", "id": "bob"}}},
                  "parents": [{"type": "Team", "id": "t"}, {"__entity": {"type": "Team", "id": "u"}}],
                  "tags": {"a": "b"}},
                 {"uid": {"__entity": {"type": "Team", "id": "t"}}, "attrs": {}, "parents": [{"type": "Org", "id": "o"}]}]
                """);

        assertThat(entities.all()).containsExactly(
                Entity.of(EntityUid.of("Team", "t"), RecordValue.EMPTY, Set.of(EntityUid.of("Org", "o"))),
                new Entity(ALICE,
                        RecordValue.of(Map.of("age", LongValue.of(5), "boss", EntityUid.of("User", "bob"))),
                        RecordValue.of(Map.of("a", StringValue.of("b"))),
                        Set.of(EntityUid.of("Team", "t"), EntityUid.of("Team", "u"))));
        assertThat(entities.isIn(ALICE, EntityUid.of("Org", "o"))).isTrue();
    }

    @Test
    void nothing_is_known_of_an_empty_list() throws InvalidInput {
        assertThat(read("[]").size()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            {}                  | 1:1: the list of entities must be an array, found an object
            [1]                 | 1:2: an entity must be an object, found a number
            [{}]                | 1:2: an entity lacks field `uid`¶1:2: an entity lacks field `attrs`¶1:2: an entity lacks field `parents`
            [{"uid": "User::\\"a\\"", "attrs": {}, "parents": []}] | 1:10: the name of an entity must be an object, found a string
            [{"uid": {"type": "U", "id": "a"}, "attributes": {}, "parent": [], "tags": {}}] | 1:2: entity `U::"a"` lacks field `attrs`¶1:2: entity `U::"a"` lacks field `parents`¶1:50: entity `U::"a"` has no field `attributes`¶1:64: entity `U::"a"` has no field `parent`. Did you mean `parents`?
            [{"uid": {"type": "U", "id": "a"}, "attrs": [], "parents": {}, "tags": 1}] | 1:45: `attrs` of entity `U::"a"` must be an object, found an array¶1:60: `parents` of entity `U::"a"` must be an array, found an object¶1:72: `tags` of entity `U::"a"` must be an object, found a number
            [{"uid": {"type": "U", "id": "a"}, "attrs": {"n": null}, "parents": ["T"], "tags": {"t": 0.5}}] | 1:51: attribute `n` is null, which is no value of Cedar. Leave it out¶1:70: a parent of entity `U::"a"` must be an object, found a string¶1:90: tag `t` is `0.5`, which is no integer of 64 bits. Write a fraction as {"__extn": {"fn": "decimal", "arg": "0.5"}}
            [{"uid": {"type": "Action", "id": "a"}, "attrs": {}, "parents": [{"type": "T", "id": "t"}]}] | 1:66: action `Action::"a"` is in `T::"t"`, which is no action
            """)
    void what_are_no_entities_is_refused(String json, String messages) {
        assertThat(refusal(json)).hasMessage("<input>:" + messages.replace("¶", "\n<input>:"));
    }

    @Test
    void an_entity_given_twice_must_be_given_alike() throws InvalidInput {
        var alice = entity("alice", "{\"age\": 1}");

        assertThat(read("[" + alice + "," + alice + "]").size()).isOne();
        assertThat(refusal("[" + alice + ",\n" + entity("alice", "{\"age\": 2}") + ",\n" + entity("alice", "{}") + "]"))
                .hasMessage("""
                        <input>:2:1: entity `User::"alice"` is given twice, and not alike
                        <input>:3:1: entity `User::"alice"` is given twice, and not alike""");
    }

    @Test
    void every_membership_that_closes_a_circle_is_told() {
        assertThat(refusal("""
                [{"uid": {"type": "T", "id": "a"}, "attrs": {}, "parents": [{"type": "T", "id": "x"}, {"type": "T", "id": "b"}]},
                 {"uid": {"type": "T", "id": "b"}, "attrs": {}, "parents": [{"type": "T", "id": "c"}]},
                 {"uid": {"type": "T", "id": "c"}, "attrs": {}, "parents": [{"type": "T", "id": "a"}]},
                 {"uid": {"type": "T", "id": "d"}, "attrs": {}, "parents": [{"type": "T", "id": "d"}]}]
                """)).hasMessage("""
                <input>:3:61: entity `T::"a"` is in itself through `T::"c"`
                <input>:4:61: entity `T::"d"` is in itself through `T::"d"`""");
    }

    @Test
    void a_schema_says_what_json_leaves_out_and_adds_its_actions() throws InvalidInput {
        var entities = readTyped("""
                [{"uid": {"type": "User", "id": "alice"},
                  "attrs": {"age": 5, "home": "::1", "boss": {"type": "User", "id": "bob"},
                            "favourite": {"type": "Color", "id": "red"}, "address": {"city": "Ulm"}},
                  "parents": [{"type": "Org", "id": "o"}], "tags": {"a": ["1.5"]}},
                 {"uid": {"type": "Color", "id": "red"}, "attrs": {}, "parents": []}]""");

        assertThat(entities.names()).hasToString(
                "[Action::\"all\", Action::\"edit\", Action::\"view\", Color::\"red\", User::\"alice\"]");
        assertThat(entities.isIn(EntityUid.of("Action", "edit"), EntityUid.of("Action", "all"))).isTrue();
        assertThat(entities.all().stream().filter(entity -> entity.uid().equals(ALICE))).singleElement().satisfies(
                alice -> {
                    assertThat(alice.attributes()).hasToString("{\"address\": {\"city\": \"Ulm\"}, \"age\": 5, "
                            + "\"boss\": User::\"bob\", \"favourite\": Color::\"red\", \"home\": ip(\"::1\")}");
                    assertThat(alice.tags()).hasToString("{\"a\": [decimal(\"1.5\")]}");
                });
    }

    @Test
    void whatever_does_not_fit_the_schema_is_told_at_once() {
        assertThat(refusalTyped("""
                [{"uid": {"type": "Usr", "id": "a"}, "attrs": {}, "parents": []},
                 {"uid": {"type": "User", "id": "a"}, "attrs": {"ag": 1, "address": {}}, "parents": [{"type": "Color", "id": "red"}],
                  "tags": {"x": "1.5"}},
                 {"uid": {"type": "User", "id": "b"}, "attrs": {"age": "5", "favourite": {"type": "Color", "id": "rad"}}, "parents": []},
                 {"uid": {"type": "Team", "id": "t"}, "attrs": {}, "parents": [{"type": "User", "id": "a"}], "tags": {"x": 1}},
                 {"uid": {"type": "Color", "id": "blue"}, "attrs": {}, "parents": []},
                 {"uid": {"type": "Action", "id": "vew"}, "attrs": {}, "parents": []}]
                """)).hasMessage("""
                <input>:1:10: the type of entity `Usr::"a"` is not in the schema. Did you mean `User`?
                <input>:2:48: entity `User::"a"` lacks the attribute `age` of type `Long`, which the schema requires
                <input>:2:55: entity `User::"a"` has the attribute `ag`, which the schema does not know. Did you mean `age`?
                <input>:2:69: attribute `address` lacks the attribute `city` of type `String`, which the schema requires
                <input>:2:86: entity `User::"a"` is in `Color::"red"`, but by the schema it cannot be in a `Color`
                <input>:3:17: tag `x` is a string, expected a value of type `Set<decimal>`
                <input>:4:56: attribute `age` is a string, expected a value of type `Long`
                <input>:4:74: `Color::"rad"` is none of the entities the schema lists for `Color`. Did you mean `red`?
                <input>:5:64: entity `Team::"t"` is in `User::"a"`, but by the schema it cannot be in a `User`
                <input>:5:102: entity `Team::"t"` has tags, but by the schema its type has none
                <input>:6:10: `Color::"blue"` is none of the entities the schema lists for `Color`
                <input>:7:10: action `Action::"vew"` is not in the schema. Did you mean `view`?""");
    }

    @Test
    void an_action_that_is_written_must_be_as_the_schema_says() throws InvalidInput {
        var all = action("all", "{}", "");
        var view = action("view", "{}", "all");

        assertThat(readTyped("[" + all + "]").size()).isEqualTo(3);
        assertThat(readTyped("[" + view + "," + all + "," + action("edit", "{}", "view") + "]").size()).isEqualTo(3);
        assertThat(readTyped("[" + action("edit", "{}", "view", "all") + "]").size()).isEqualTo(3);
        for (var wrong : List.of(action("view", "{}", ""), action("view", "{\"a\": 1}", "all"),
                action("edit", "{}", "view"), action("all", "{}", "view"))) {
            assertThat(refusalTyped("[" + wrong + "]")).hasMessageMatching(
                    "<input>:1:2: action `Action::\"[a-z]+\"` is not as the schema declares it"
                            + "\\. Leave it out: the schema's actions are added");
        }
    }

    @RepeatedTest(200)
    void what_is_written_is_read_back(RepetitionInfo run) throws InvalidInput {
        var entities = any(new SplittableRandom(run.getCurrentRepetition()));
        var json = JsonWriter.pretty(EntityJson.write(entities));

        assertThat(read(json).all()).isEqualTo(entities.all());
    }

    @Test
    void a_long_chain_of_groups_is_refused_before_it_costs_much() {
        var chain = IntStream.range(0, 100_000).mapToObj(i -> """
                {"uid":{"type":"T","id":"%d"},"attrs":{},"parents":[{"type":"T","id":"%d"}]}""".formatted(i, i + 1))
                .collect(Collectors.joining(",", "[", "]"));

        var refusal = Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> refusal(chain));

        assertThat(refusal).hasMessage("<input>:1:1: the entities have more than 5,000,000 memberships in groups");
    }

    @Test
    void names_chosen_to_collide_are_no_slower() {
        var parents = IntStream.range(0, 1 << 15)
                .mapToObj(bits -> IntStream.range(0, 15).mapToObj(i -> (bits >> i & 1) == 0 ? "Aa" : "BB")
                        .collect(Collectors.joining()))
                .map(id -> "{\"type\":\"T\",\"id\":\"" + id + "\"}")
                .toList();
        var entities = parents.stream()
                .map(name -> "{\"uid\":" + name + ",\"attrs\":{},\"parents\":[]}")
                .collect(Collectors.joining(",", "[", ""));
        var member = "{\"uid\":{\"type\":\"U\",\"id\":\"u\"},\"attrs\":{},\"parents\":" + parents + "}";

        var read = Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20),
                () -> read(entities + "," + member + "]"));

        assertThat(read.size()).isEqualTo((1 << 15) + 1);
    }

    private static Entities any(SplittableRandom random) {
        var entities = new HashMap<EntityUid, Entity>();
        for (var i = random.nextInt(6); i > 0; i--) {
            var uid = AnyValue.uid(random);
            var parents = IntStream.range(0, random.nextInt(3))
                    .mapToObj(_ -> AnyValue.uid(random))
                    .filter(parent -> parent.compareTo(uid) < 0) // no circles
                    .collect(Collectors.toSet());
            entities.put(uid, new Entity(uid, AnyValue.record(random, 2), AnyValue.record(random, 1), parents));
        }
        return Entities.of(entities.values());
    }

    private static String entity(String id, String attributes) {
        return "{\"uid\": {\"type\": \"User\", \"id\": \"%s\"}, \"attrs\": %s, \"parents\": []}".formatted(id,
                attributes);
    }

    private static String action(String id, String attributes, String... parents) {
        var list = List.of(parents).stream()
                .filter(parent -> !parent.isEmpty())
                .map("{\"type\": \"Action\", \"id\": \"%s\"}"::formatted)
                .toList();
        return "{\"uid\": {\"type\": \"Action\", \"id\": \"%s\"}, \"attrs\": %s, \"parents\": %s}"
                .formatted(id, attributes, list);
    }

    private static Entities read(String json) throws InvalidInput {
        return EntityJson.read(Source.of(json));
    }

    private static Entities readTyped(String json) throws InvalidInput {
        return EntityJson.read(Source.of(json), Schema.parse(Source.of(SCHEMA)));
    }

    private static InvalidInput refusal(String json) {
        return catchThrowableOfType(InvalidInput.class, () -> read(json));
    }

    private static InvalidInput refusalTyped(String json) {
        return catchThrowableOfType(InvalidInput.class, () -> readTyped(json));
    }
}
