package dev.ambit.cedar.fuzz;

import dev.ambit.cedar.exchange.ContextJson;
import dev.ambit.cedar.exchange.EntityJson;
import dev.ambit.cedar.exchange.RequestJson;
import dev.ambit.cedar.exchange.ValueJson;
import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReader;
import dev.ambit.cedar.json.JsonWriter;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.syntax.PolicyParser;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.value.EntityUid;

/// Every parser, with a text it accepts, and what must hold for any text: it is refused with [InvalidInput] or read, and
/// what was read can be written and read again.
enum FuzzedParser {
    JSON("""
            {"a": [1, -2.5e3, true, null, "\\u00e9\\n"], "b": {}}""") {
        @Override
        void read(Source source) throws InvalidInput {
            var json = JsonReader.read(source);
            same(json, JsonReader.read(Source.of(JsonWriter.compact(json))));
            same(json, JsonReader.read(Source.of(JsonWriter.pretty(json))));
        }
    },
    VALUE("""
            [1, "a", {"__entity": {"type": "User", "id": "a"}}, {"__extn": {"fn": "offset", "args": [
            {"__extn": {"fn": "datetime", "arg": "2030-01-01"}}, {"__extn": {"fn": "duration", "arg": "1d"}}]}},
            {"__extn": {"fn": "ip", "arg": "::1/64"}}, {"__extn": {"fn": "decimal", "arg": "1.5"}}]""") {
        @Override
        void read(Source source) throws InvalidInput {
            var value = ValueJson.read(source);
            same(value, ValueJson.read(written(ValueJson.write(value))));
        }
    },
    ENTITIES("""
            [{"uid": {"type": "User", "id": "a"}, "attrs": {"n": 1}, "parents": [{"type": "Team", "id": "t"}],
            "tags": {"x": "y"}}, {"uid": {"__entity": {"type": "Team", "id": "t"}}, "attrs": {}, "parents": []}]""") {
        @Override
        void read(Source source) throws InvalidInput {
            var entities = EntityJson.read(source);
            same(entities.all(), EntityJson.read(written(EntityJson.write(entities))).all());
        }
    },
    ENTITIES_OF_A_SCHEMA("""
            [{"uid": {"type": "User", "id": "a"}, "attrs": {"age": 1, "home": "::1", "boss": {"type": "User", "id": "b"},
            "since": {"fn": "offset", "args": ["2030-01-01", "1d"]}, "color": {"type": "Color", "id": "red"}},
            "parents": [{"type": "Team", "id": "t"}], "tags": {"x": ["1.5"]}}]""") {
        @Override
        void read(Source source) throws InvalidInput {
            var entities = EntityJson.read(source, KNOWN);
            same(entities.all(), EntityJson.read(written(EntityJson.write(entities)), KNOWN).all());
        }
    },
    CONTEXT_OF_A_SCHEMA("""
            {"from": "10.0.0.1", "nested": {"deep": [1, 2]}}""") {
        @Override
        void read(Source source) throws InvalidInput {
            var action = EntityUid.of("Action", "view");
            var context = ContextJson.read(source, KNOWN, action);
            same(context, ContextJson.read(written(ContextJson.write(context)), KNOWN, action));
        }
    },
    REQUEST("""
            {"principal": {"type": "User", "id": "a"}, "action": {"type": "Action", "id": "view"},
            "resource": {"type": "Team", "id": "t"}, "context": {"a": 1}}""") {
        @Override
        void read(Source source) throws InvalidInput {
            var request = RequestJson.read(source);
            same(request, RequestJson.read(written(RequestJson.write(request))));
        }
    },
    POLICIES("""
            @id("a") permit(principal in User::"a", action, resource is Team) when { context.a.b has c.d && -1 < 2 }
            unless { [1, {a: "x"}].contains(if true then ip("::1") else principal.getTag("t")) like "a*" };""") {
        @Override
        void read(Source source) throws InvalidInput {
            PolicyParser.parse(source);
        }
    },
    SCHEMA("""
            namespace N { entity User in [Team] { age?: Long, home: ipaddr } tags Set<String>; entity Team;
            entity Color enum ["red"]; type T = { a: Bool }; action view in [all] appliesTo { principal: User,
            resource: [Team], context: T }; action all; }""") {
        @Override
        void read(Source source) throws InvalidInput {
            Schema.parse(source);
        }
    };

    private static final Schema KNOWN = known();

    private final String accepted;

    FuzzedParser(String accepted) {
        this.accepted = accepted;
    }

    abstract void read(Source source) throws InvalidInput;

    /// A text it accepts.
    String accepted() {
        return accepted;
    }

    /// Reads `text` and holds the parser to its promise.
    void fuzz(String text) {
        var source = new Source("fuzzed", text);
        try {
            read(source);
        } catch (InvalidInput refused) {
            refused.diagnostics().forEach(mistake -> {
                if (mistake.message().isBlank() || mistake.span().end() > text.length()) {
                    throw new IllegalStateException("no message, or no place: " + mistake, refused);
                }
            });
        }
    }

    private static Source written(Json json) {
        return Source.of(JsonWriter.compact(json));
    }

    private static void same(Object once, Object twice) {
        if (!once.equals(twice)) {
            throw new IllegalStateException("read again it is another: %s, then %s".formatted(once, twice));
        }
    }

    private static Schema known() {
        var source = Source.of("""
                entity Team in [Team];
                entity Color enum ["red", "green"];
                entity User in [Team] {
                    age: Long, name?: String, home: ipaddr, since?: datetime, boss?: User, color?: Color
                } tags Set<decimal>;
                action all;
                action view in [all] appliesTo {
                    principal: User, resource: Team, context: { from: ipaddr, nested?: { deep: Set<Long> } }
                };
                """);
        try {
            return Schema.parse(source);
        } catch (InvalidInput broken) {
            throw new IllegalStateException(broken);
        }
    }
}
