package dev.ambit.cedar.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.DecimalValue;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.SetValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyJsonTest {
    private static final String PERMIT_ALL = """
            {"effect": "permit", "principal": {"op": "All"}, "action": {"op": "All"}, "resource": {"op": "All"}, \
            "conditions": []}""";

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiterString = " is ", quoteCharacter = '~', textBlock = """
            1 is {"Value":1}
            -9223372036854775808 is {"Value":-9223372036854775808}
            "a\\n\\"" is {"Value":"a\\n\\""}
            A::B::"c" is {"Value":{"__entity":{"type":"A::B","id":"c"}}}
            principal is {"Var":"principal"}
            !true is {"!":{"arg":{"Value":true}}}
            -context is {"neg":{"arg":{"Var":"context"}}}
            context.isEmpty() is {"isEmpty":{"arg":{"Var":"context"}}}
            1 + 2 is {"+":{"left":{"Value":1},"right":{"Value":2}}}
            1 != 2 is {"!=":{"left":{"Value":1},"right":{"Value":2}}}
            1 in 2 is {"in":{"left":{"Value":1},"right":{"Value":2}}}
            context.getTag("a") is {"getTag":{"left":{"Var":"context"},"right":{"Value":"a"}}}
            context.a is {".":{"left":{"Var":"context"},"attr":"a"}}
            context has "a b" is {"has":{"left":{"Var":"context"},"attr":"a b"}}
            context has a.b is {"has":{"left":{"Var":"context"},"attr":["a","b"]}}
            "a" like "*b*\\*" is {"like":{"left":{"Value":"a"},"pattern":["Wildcard",{"Literal":"b"},"Wildcard",{"Literal":"*"}]}}
            "a" like "" is {"like":{"left":{"Value":"a"},"pattern":[]}}
            if 1 then 2 else 3 is {"if-then-else":{"if":{"Value":1},"then":{"Value":2},"else":{"Value":3}}}
            [1, []] is {"Set":[{"Value":1},{"Set":[]}]}
            {a: 1, "": {}} is {"Record":{"a":{"Value":1},"":{"Record":{}}}}
            ip("::1") is {"ip":[{"Value":"::1"}]}
            ip("::1").isInRange(context) is {"isInRange":[{"ip":[{"Value":"::1"}]},{"Var":"context"}]}
            context.toDays(1, 2) is {"toDays":[{"Var":"context"},{"Value":1},{"Value":2}]}
            """)
    void an_expression_has_one_json_form(String text, String json) throws InvalidInput {
        var expression = PolicyParser.parseExpression(Source.of(text), Limits.DEFAULT);

        assertThat(PolicyJson.write(expression)).hasToString(json);
        assertThat(PolicyPrinter.print(read(json))).isEqualTo(text);
    }

    @Test
    void a_type_test_has_one_json_form() throws InvalidInput {
        var json = """
                {"is":{"left":{"Var":"principal"},"entity_type":"A::B","in":{"Var":"resource"}}}""";

        assertThat(PolicyPrinter.print(read(json))).isEqualTo("principal is A::B in resource");
        assertThat(PolicyJson.write(read(json))).hasToString(json);
        assertThat(PolicyPrinter.print(read("""
                {"is": {"left": {"Var": "principal"}, "entity_type": "User"}}""")))
                .isEqualTo("principal is User");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiterString = " is ", quoteCharacter = '~', textBlock = """
            {"Value": [1, "a", {"__entity": {"type": "A", "id": "b"}}]} is [1, "a", A::"b"]
            {"Value": {"a": {"b": []}}} is {a: {b: []}}
            {"Value": {"__extn": {"fn": "decimal", "arg": "1.0"}}} is decimal("1.0")
            {"Value": {"__extn": {"fn": "offset", "args": [{"__extn": {"fn": "datetime", "arg": "2024-01-01"}}, 1]}}} is datetime("2024-01-01").offset(1)
            {"has": {"left": {"Var": "context"}, "attr": ["a b"]}} is context has "a b"
            {"like": {"left": {"Value": "a"}, "pattern": [{"Literal": "a"}, {"Literal": ""}, {"Literal": "b"}]}} is "a" like "ab"
            """)
    void other_forms_are_read_too(String json, String text) throws InvalidInput {
        assertThat(PolicyPrinter.print(read(json))).isEqualTo(text);
    }

    @Test
    void values_that_no_text_has_are_written_as_what_makes_them() {
        var value = RecordValue.of(Map.of("__entity", SetValue.of(List.of(new DecimalValue(15_000),
                LongValue.of(1)))));

        assertThat(PolicyJson.write(new Expr.Literal(value, Span.NONE))).hasToString("""
                {"Record":{"__entity":{"Set":[{"Value":1},{"decimal":[{"Value":"1.5"}]}]}}}""");
        assertThat(PolicyJson.write(new Expr.Literal(BoolValue.TRUE, Span.NONE))).hasToString("{\"Value\":true}");
    }

    @Test
    void a_policy_has_one_json_form() throws InvalidInput {
        var policy = PolicyParser.parsePolicy(Source.of("""
                @id("a") @note
                forbid(principal is A in ?principal, action in [Action::"b"], resource == R::"c")
                when { true } unless { false };"""), Limits.DEFAULT);

        var json = PolicyJson.write(policy);

        assertThat(json).hasToString("""
                {"effect":"forbid",\
                "principal":{"op":"is","entity_type":"A","in":{"slot":"?principal"}},\
                "action":{"op":"in","entities":[{"type":"Action","id":"b"}]},\
                "resource":{"op":"==","entity":{"type":"R","id":"c"}},\
                "conditions":[{"kind":"when","body":{"Value":true}},{"kind":"unless","body":{"Value":false}}],\
                "annotations":{"id":"a","note":null}}""");
        assertThat(PolicyJson.write(readPolicy(json.toString()))).isEqualTo(json);
    }

    @Test
    void what_was_read_points_into_the_json() throws InvalidInput {
        var source = Source.of("""
                {"&&": {"left": {"Value": true}, "right": {"Var": "context"}}}""");

        var and = (Expr.Binary) PolicyJson.readExpression(source, Limits.DEFAULT);

        assertThat(source.slice(and.right().span())).isEqualTo("{\"Var\": \"context\"}");
    }

    @Test
    void a_policy_set_with_templates_and_links_survives() throws InvalidInput {
        var template = PolicyParser.parsePolicy(Source.of(
                "permit(principal == ?principal, action, resource in ?resource);"), Limits.DEFAULT);
        var fixed = PolicyParser.parsePolicy(Source.of("permit(principal, action, resource);"), Limits.DEFAULT);
        var link = new TemplateLink("t", "l", Map.of(Expr.Root.PRINCIPAL, EntityUid.of("A", "b"), Expr.Root.RESOURCE,
                EntityUid.of("C", "d")));
        var set = PolicySet.of(List.of(template.named("t"), fixed.named("p")), List.of(link));

        var json = PolicyJson.write(set);
        var read = PolicyJson.read(Source.of(json.toString()));

        assertThat(json.get("templateLinks")).hasToString("""
                [{"templateId":"t","newId":"l",\
                "values":{"?principal":{"type":"A","id":"b"},"?resource":{"type":"C","id":"d"}}}]""");
        assertThat(PolicyJson.write(read)).isEqualTo(json);
        assertThat(read.effective()).extracting(Policy::id).containsExactly("p", "l");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiterString = " -> ", quoteCharacter = '~', textBlock = """
            {} -> 1:1: an expression has one field, which says what it is, found 0
            {"Value": 1, "Var": "context"} -> 1:1: an expression has one field, which says what it is, found 2
            [] -> 1:1: an expression must be an object, found an array
            {"value": 1} -> 1:11: `value` is no kind of expression. Did you mean `Value`?
            {"startsWith": 1} -> 1:16: `startsWith` is no kind of expression
            {"Slot": "?principal"} -> 1:10: a slot stands outside the scope. A template leaves open only what `principal` or `resource` is compared with in its scope
            {"Unknown": {"name": "a"}} -> 1:13: `Unknown` is left by partial evaluation and no part of a policy
            {"Var": "princpal"} -> 1:9: `princpal` is no variable. Did you mean `principal`?
            {"Var": 1} -> 1:9: `Var` must be a string, found a number
            {"Value": null} -> 1:11: `null` is no value
            {"Value": 1.0} -> 1:11: `1.0` is no whole number of 64 bits
            {"Value": 1e3} -> 1:11: `1e3` is no whole number of 64 bits
            {"Value": -0} -> 1:11: `-0` is no whole number of 64 bits
            {"Value": 9223372036854775808} -> 1:11: `9223372036854775808` is no whole number of 64 bits
            {"Value": {"__expr": "1"}} -> 1:11: `__expr` is no longer part of the language
            {"Value": {"__entity": "A"}} -> 1:24: `__entity` must be an object, found a string
            {"Value": {"__entity": {"type": "A", "ID": "b"}}} -> 1:24: an entity lacks field `id`
            {"Value": {"__entity": {"type": "A B", "id": "b"}}} -> 1:33: `A B` cannot be the name of a type. A type is named with letters, digits and underscores, namespaces before it with `::` behind each
            {"Value": {"__extn": {"fn": "ipp", "arg": "b"}}} -> 1:22: `ipp` is no function. Did you mean `ip`?
            {"Value": {"__extn": 1}} -> 1:22: `__extn` must be an object, found a number
            {"Value": {"__extn": {"fn": "ip"}}} -> 1:22: `__extn` lacks field `args`
            {"!": {"argument": {"Value": 1}}} -> 1:7: `!` lacks field `arg`
            {"!": [1]} -> 1:7: `!` must be an object, found an array
            {"==": {"left": {"Value": 1}, "right": {"Value": 2}, "rigth": 3}} -> 1:63: `==` has no field `rigth`. Did you mean `right`?
            {"==": {"left": {"Value": 1}}} -> 1:8: `==` lacks field `right`
            {".": {"left": {"Var": "context"}, "attr": 1}} -> 1:44: the name of an attribute must be a string, found a number
            {"has": {"left": {"Var": "context"}, "attr": []}} -> 1:46: `attr` names no attribute
            {"has": {"left": {"Var": "context"}, "attr": ["a", "b c"]}} -> 1:52: `b c` stands in a path and is no identifier. Join two `has` with `&&`
            {"like": {"left": {"Var": "context"}, "pattern": "a*"}} -> 1:50: `pattern` must be an array, found a string
            {"like": {"left": {"Var": "context"}, "pattern": ["wildcard"]}} -> 1:51: an element of a pattern is `"Wildcard"` or has the field `Literal`
            {"is": {"left": {"Var": "context"}, "entity_type": "A::if"}} -> 1:52: `A::if` cannot be the name of a type. A type is named with letters, digits and underscores, namespaces before it with `::` behind each
            {"if-then-else": {"if": {"Value": 1}, "then": {"Value": 2}}} -> 1:18: `if-then-else` lacks field `else`
            {"Set": {"Value": 1}} -> 1:9: `Set` must be an array, found an object
            {"Record": []} -> 1:12: `Record` must be an object, found an array
            {"ip": {"Value": "a"}} -> 1:8: `ip` must be an array, found an object
            {"isIpv4": []} -> 1:12: method `isIpv4` is called on nothing. The first argument is what the method is called on
            {"Value": 1, "Value": 2} -> 1:14: field `Value` is given twice in one object
            """)
    void an_expression_is_refused(String json, String message) {
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> read(json))
                .satisfies(refused -> assertThat(refused.getMessage().lines()).contains("<input>:" + message));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiterString = " -> ", quoteCharacter = '~', textBlock = """
            "effect": "permit", -> 1:1: a policy lacks field `effect`
            "permit" -> 1:12: `effect` is `forbid` or `permit`, found `allow`
            "conditions": [] -> 1:133: a policy has no field `condition`. Did you mean `conditions`?
            "principal": {"op": "All"} -> 1:46: `principal` has no field `entity`
            "principal": {"op": "All" -> 1:42: `like` is no `op` of `principal`, which has `All`, `==`, `in`, `is`
            "action": {"op": "All" -> 1:67: `is` is no `op` of `action`, which has `All`, `==`, `in`. Did you mean `in`?
            """)
    void a_policy_is_refused(String part, String message) {
        var broken = switch (part) {
            case "\"effect\": \"permit\"," -> PERMIT_ALL.replace(part, "");
            case "\"permit\"" -> PERMIT_ALL.replace(part, "\"allow\"");
            case "\"conditions\": []" -> PERMIT_ALL.replace(part, "\"conditions\": [], \"condition\": []");
            case "\"principal\": {\"op\": \"All\"}" -> PERMIT_ALL.replace(part,
                    "\"principal\": {\"entity\": 1, \"op\": \"All\"}");
            case "\"principal\": {\"op\": \"All\"" -> PERMIT_ALL.replace(part, "\"principal\": {\"op\": \"like\"");
            default -> PERMIT_ALL.replace(part, "\"action\": {\"op\": \"is\"");
        };
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> readPolicy(broken))
                .withMessage("<input>:" + message);
    }

    @ParameterizedTest(name = "principal {0} -> {1}")
    @CsvSource(delimiterString = " -> ", quoteCharacter = '~', textBlock = """
            "All" -> 1:35: `principal` must be an object, found a string
            {} -> 1:35: `principal` lacks field `op`
            {"op": 1} -> 1:42: `op` must be a string, found a number
            {"op": "=="} -> 1:35: `principal` lacks field `entity`
            {"op": "==", "entity": {"type": "A", "id": "b"}, "slot": "?principal"} -> 1:58: `principal` has no field `entity`
            {"op": "==", "slot": "?resource"} -> 1:56: slot `?resource` stands for `principal`. Did you mean `?principal`?
            {"op": "in", "entities": []} -> 1:60: `principal` has no field `entities`
            {"op": "is"} -> 1:35: `principal` lacks field `entity_type`
            {"op": "is", "entity_type": "A", "in": null} -> 1:74: `in` must be an object, found null
            {"op": "is", "entity_type": "A", "in": {}} -> 1:74: `in` lacks field `entity`
            {"op": "==", "entity": {"type": "A", "id": 1}} -> 1:78: the id of an entity must be a string, found a number
            {"op": "==", "entity": {"__entity": {"type": "A", "id": "b"}, "x": 1}} -> 1:102: an entity has no field `x`
            """)
    void a_scope_is_refused(String scope, String message) {
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> readPolicy(PERMIT_ALL.replaceFirst("\\{\"op\": \"All\"}", scope.replace("$", "\\$"))))
                .satisfies(refused -> assertThat(refused.getMessage().lines()).contains("<input>:" + message));
    }

    @Test
    void every_mistake_of_a_policy_set_is_reported() {
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> PolicyJson.read(new Source("set.json", """
                        {
                          "staticPolicies": {
                            "a": {"effect": "permit", "principal": {"op": "==", "slot": "?principal"}, "action": {"op": "All"}, "resource": {"op": "All"}, "conditions": []},
                            "b": 5
                          },
                          "templates": {
                            "a": {},
                            "c": {"effect": "permit", "principal": {"op": "All"}, "action": {"op": "==", "entity": {"type": "User", "id": "x"}}, "resource": {"op": "All"}, "conditions": [{"kind": "if", "body": {"Var": "x"}}]},
                            "template": {"effect": "permit", "principal": {"op": "All"}, "action": {"op": "All"}, "resource": {"op": "in", "slot": "?resource"}, "conditions": [], "annotations": {"a b": 1}}
                          },
                          "templateLinks": [
                            {"templateId": "tempalte", "newId": "d", "values": {}},
                            {"templateId": "template", "newId": "b", "values": {}},
                            {"templateId": "template", "newId": "e", "values": {"?principal": {"type": "A", "id": "b"}}},
                            {"templateId": "template", "newId": "f", "values": {"resource": {"type": "A", "id": "b"}}}
                          ],
                          "links": []
                        }
                        """)))
                .withMessage("""
                        set.json:3:10: policy `a` has a slot. Move it to `templates`
                        set.json:4:10: a policy must be an object, found a number
                        set.json:7:10: policy id `a` is used twice
                        set.json:8:10: template `c` has no slot. Move it to `staticPolicies`
                        set.json:8:92: `User::"x"` is no action: its type is not `Action`
                        set.json:8:173: `kind` is `unless` or `when`, found `if`
                        set.json:8:195: `x` is no variable
                        set.json:9:179: `a b` cannot be the name of an annotation. \
                        It has only letters, digits and underscores, and does not begin with a digit
                        set.json:9:179: an annotation must be a string, found a number
                        set.json:12:20: there is no template `tempalte`. Did you mean `template`?
                        set.json:13:41: policy id `b` is used twice
                        set.json:14:5: the link fills `?principal`, template `template` has `?resource`
                        set.json:15:5: the link fills no slot, template `template` has `?resource`
                        set.json:15:69: `values` has no field `resource`. Did you mean `?resource`?
                        set.json:17:12: a policy set has no field `links`""");
    }

    @Test
    void a_policy_set_has_no_more_policies_than_allowed() {
        var json = "{\"staticPolicies\": {\"a\": %s, \"b\": %s}, \"templates\": {}, \"templateLinks\": []}"
                .formatted(PERMIT_ALL, PERMIT_ALL);

        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> PolicyJson.read(Source.of(json), new Limits(1_000, 10, 1, 1_000)))
                .withMessage("<input>:1:151: the policy set has more than 1 policies, templates and links");
    }

    private static Expr read(String json) throws InvalidInput {
        return PolicyJson.readExpression(Source.of(json), Limits.DEFAULT);
    }

    private static Policy readPolicy(String json) throws InvalidInput {
        return PolicyJson.readPolicy("a", Source.of(json), Limits.DEFAULT);
    }
}
