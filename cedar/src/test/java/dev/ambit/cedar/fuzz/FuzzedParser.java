package dev.ambit.cedar.fuzz;

import dev.ambit.cedar.exchange.ContextJson;
import dev.ambit.cedar.exchange.EntityJson;
import dev.ambit.cedar.exchange.RequestJson;
import dev.ambit.cedar.exchange.ValueJson;
import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReader;
import dev.ambit.cedar.json.JsonWriter;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.schema.WrittenSchema;
import dev.ambit.cedar.syntax.PolicyFormatter;
import dev.ambit.cedar.syntax.PolicyJson;
import dev.ambit.cedar.syntax.PolicyParser;
import dev.ambit.cedar.syntax.PolicyPrinter;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.value.DatetimeValue;
import dev.ambit.cedar.value.DecimalValue;
import dev.ambit.cedar.value.DurationValue;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.IpValue;
import dev.ambit.cedar.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    REQUEST_OF_A_SCHEMA("""
            {"principal": {"type": "User", "id": "a"}, "action": {"type": "Action", "id": "view"},
            "resource": {"type": "Team", "id": "t"}, "context": {"from": "::1", "nested": {"deep": []}}}""") {
        @Override
        void read(Source source) throws InvalidInput {
            var request = RequestJson.read(source, KNOWN);
            same(request, RequestJson.read(written(RequestJson.write(request)), KNOWN));
        }
    },
    POLICIES("""
            @id("a") permit(principal in User::"a", action, resource is Team) when { context.a.b has c.d && -1 < 2 }
            unless { [1, {a: "x"}].contains(if true then ip("::1") else principal.getTag("t")) like "a*" };""") {
        @Override
        void read(Source source) throws InvalidInput {
            var json = PolicyJson.write(PolicyParser.parse(source));
            var printed = PolicyPrinter.print(PolicyParser.parseAll(source, Limits.DEFAULT));
            same(json, PolicyJson.write(PolicyParser.parse(Source.of(printed))));
            same(json, PolicyJson.write(PolicyJson.read(written(json))));
        }
    },
    POLICY_LAYOUT("""
            // above
            permit ( principal , // beside
            action, resource ) when { context.a && ( [ 1, ] == - 1 || !context["b"] ) }; // last""") {
        private static final int NARROW = 20;

        @Override
        void read(Source source) throws InvalidInput {
            var formatted = PolicyFormatter.format(source, Limits.DEFAULT, NARROW);
            same(formatted, PolicyFormatter.format(Source.of(formatted), Limits.DEFAULT, NARROW));
            same(PolicyJson.write(PolicyParser.parse(source)), PolicyJson.write(PolicyParser.parse(Source.of(
                    formatted))));
        }
    },
    POLICY_SET_IN_JSON("""
            {"staticPolicies": {"a": {"effect": "permit", "principal": {"op": "is", "entity_type": "User", "in": {"entity":
            {"type": "Team", "id": "t"}}}, "action": {"op": "in", "entities": []}, "resource": {"op": "All"}, "conditions":
            [{"kind": "when", "body": {"&&": {"left": {"has": {"left": {"Var": "context"}, "attr": ["a", "b"]}}, "right":
            {"isIpv4": [{"Value": {"__extn": {"fn": "ip", "arg": "::1"}}}]}}}}], "annotations": {"id": null}}},
            "templates": {"t": {"effect": "forbid", "principal": {"op": "==", "slot": "?principal"}, "action": {"op": "All"},
            "resource": {"op": "All"}, "conditions": []}}, "templateLinks": [{"templateId": "t", "newId": "l", "values":
            {"?principal": {"type": "User", "id": "a"}}}]}""") {
        @Override
        void read(Source source) throws InvalidInput {
            var set = PolicyJson.read(source);
            same(PolicyJson.write(set), PolicyJson.write(PolicyJson.read(written(PolicyJson.write(set)))));
            for (var policy : set.effective()) {
                var printed = PolicyParser.parsePolicy(Source.of(PolicyPrinter.print(policy)), Limits.DEFAULT);
                same(PolicyJson.write(policy), PolicyJson.write(printed));
            }
        }
    },
    SCHEMA("""
            @doc namespace N { entity User in [Team] { "age\n"?: Long, home: ipaddr } tags Set<String>; entity Team;
            entity Color enum ["red"]; type T = { a: Bool }; action view in [all] appliesTo { principal: User,
            resource: [Team], context: T }; action all; }""") {
        @Override
        void read(Source source) throws InvalidInput {
            sameSchema(source);
        }
    },
    SCHEMA_IN_JSON("""
            {"": {"commonTypes": {"T": {"type": "Record", "attributes": {"a": {"type": "Boolean", "required": false}}}},
            "entityTypes": {"User": {"memberOfTypes": ["Team"], "shape": {"type": "T"}, "tags": {"type": "Extension",
            "name": "ipaddr"}}, "Team": {"annotations": {"doc": null}}, "Color": {"enum": ["red"]}}, "actions": {"all": {},
            "view": {"memberOf": [{"id": "all"}], "appliesTo": {"principalTypes": ["User"], "resourceTypes": ["Team"],
            "context": {"type": "EntityOrCommon", "name": "T"}}}}}}""") {
        @Override
        void read(Source source) throws InvalidInput {
            sameSchema(new Source("fuzzed.json", source.text()));
        }
    },
    DECIMAL("-12.5") {
        @Override
        void read(Source source) throws InvalidInput {
            sameValue(DecimalValue.parse(source.text()));
        }
    },
    IP("2001:db8::1/64") {
        @Override
        void read(Source source) throws InvalidInput {
            sameValue(IpValue.parse(source.text()));
        }
    },
    DATETIME("2030-01-31T23:59:59.999+0130") {
        @Override
        void read(Source source) throws InvalidInput {
            sameValue(DatetimeValue.parse(source.text()));
        }
    },
    DURATION("-1d2h3m4s5ms") {
        @Override
        void read(Source source) throws InvalidInput {
            sameValue(DurationValue.parse(source.text()));
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

    /// What was read means the same in either syntax; the human one cannot say everything that JSON can.
    private static void sameSchema(Source source) throws InvalidInput {
        var written = WrittenSchema.parse(source);
        var schema = Schema.of(List.of(written));
        same(schema, Schema.parse(written(written.toJson())));
        try {
            same(schema, Schema.parse(Source.of(written.toHuman())));
        } catch (InvalidInput refused) {
            if (!refused.diagnostics().stream().allMatch(mistake -> mistake.code().equals("json-only"))) {
                throw new IllegalStateException(refused);
            }
        }
    }

    /// Not every text is a value; what is one is written as what makes it.
    private static void sameValue(@Nullable Value value) throws InvalidInput {
        if (value != null) {
            same(value, ValueJson.read(written(ValueJson.write(value))));
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
