package dev.ambit.cedar.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.exchange.EntityJson;
import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.syntax.PolicyParser;
import dev.ambit.cedar.syntax.PolicySet;
import dev.ambit.cedar.syntax.TemplateLink;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.value.Quoted;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The validator says of random policies, templates and links what Cedar's own says.
class ValidatorAgainstCedarTest {
    private static final int POLICIES = 20;
    private static final int TEMPLATES = 5;

    private enum Verdict {
        VALID,
        INVALID,
        /// Valid, but never satisfied.
        IMPOSSIBLE
    }

    @Test
    void it_agrees_on_random_policies() throws InvalidInput {
        compare(0, 50);
    }

    @Test
    void it_agrees_on_links_of_templates_that_list_an_unknown_action() throws InvalidInput {
        compare(1_405, 25);
    }

    @Test
    @Tag("slow")
    void it_agrees_on_very_many_random_policies() throws InvalidInput {
        compare(1_000, 4_000);
    }

    /// Each text stands in a policy as a string, a pattern, an attribute and the id of an entity. The official validator looks
    /// at patterns with such characters escaped as turn the direction of reading, and so does not see those.
    @ParameterizedTest
    @ValueSource(strings = {
        "plain", "two words", "tab\t", "ünïcode", "naïve café", "ПРИВЕТ", "привет мир", "say_һello", "admin а",
        "αβγ", "α + β", "日本語テキスト", "日本語 and latin", "한국어", "中文", "אבג", "is\u200bAdmin", "new\nline", "nul\u007f",
        "banana 🍌", "user\u202e \u2066&& principal.is_admin\u2069 \u2066", "“quoted”", "1²", "ﬁ", "a·b", "l’été",
        "😀", "русский latin", "Ωmega", "ａｂｃ",
    })
    void it_warns_of_the_same_texts(String text) throws InvalidInput {
        var schema = "entity User { x: String, %s: String }; action act appliesTo { principal: User, resource: User };"
                .formatted(Quoted.string(text));
        var places = List.of("principal[%s] == \"x\"", "{%s: 1} == {%1$s: 1}", "principal == User::%s", "%s == \"x\"",
                "principal[\"x\"] like %s");
        for (var place : text.contains("\u202e") ? places.subList(0, 4) : places) {
            var policies = PolicySet.of(policy("p",
                    "permit(principal, action, resource) when { principal is User && %s };"
                            .formatted(place.formatted(Quoted.string(text)))));

            var ours = new Validator(Schema.parse(Source.of(schema))).validate(policies).warnings().stream()
                    .map(warning -> Warning.of(warning.diagnostic().code()))
                    .collect(Collectors.toSet());

            var answer = CedarOracle.ask("ValidateOperation", Map.of("schema", Json.of(schema), "policies", json(
                    policies)));
            var theirs = messages(answer, "validationWarnings", "p").stream().map(Warning::of).collect(Collectors
                    .toSet());
            assertThat(ours).as(place).isEqualTo(theirs);
        }
    }

    private enum Warning {
        REVERSED,
        UNUSUAL,
        MIXED,
        OTHER;

        static Warning of(String codeOrMessage) {
            return codeOrMessage.equals("reversed-text") || codeOrMessage.contains("BIDI")
                    ? REVERSED
                    : codeOrMessage.equals("unusual-character") || codeOrMessage.contains("General Security Profile")
                            ? UNUSUAL
                            : codeOrMessage.equals("mixed-scripts") || codeOrMessage.contains("mixed scripts")
                                    ? MIXED
                                    : OTHER;
        }
    }

    static void compare(int first, int count) throws InvalidInput {
        var seen = EnumSet.noneOf(Verdict.class);
        for (var seed = first; seed < first + count; seed++) {
            var random = new SplittableRandom(seed);
            var schema = new RandomSchemaText(random).next();
            var policies = policies(new RandomPolicyText(random, Schema.parse(Source.of(schema)), random.nextInt(50,
                    1_000)));
            var ours = ours(schema, policies);
            var theirs = theirs(schema, policies);
            for (var id : ours.keySet()) {
                assertThat(ours.get(id)).as("seed %d, %s\n%s", seed, text(policies, id), schema).isEqualTo(theirs.get(
                        id));
            }
            seen.addAll(ours.values());
        }
        assertThat(seen).as("not all alike").hasSize(Verdict.values().length);
    }

    private static PolicySet policies(RandomPolicyText texts) throws InvalidInput {
        var policies = new ArrayList<Policy>();
        var links = new ArrayList<TemplateLink>();
        for (var i = 0; i < POLICIES; i++) {
            policies.add(policy("policy" + i, texts.policy()));
        }
        for (var i = 0; i < TEMPLATES; i++) {
            var template = policy("template" + i, texts.template());
            policies.add(template);
            links.add(texts.link(template, "link" + i));
        }
        return PolicySet.of(policies, links);
    }

    private static Policy policy(String id, String text) throws InvalidInput {
        return PolicyParser.parsePolicy(Source.of(text), Limits.DEFAULT).named(id);
    }

    private static String text(PolicySet policies, String id) {
        var link = policies.links().get(id);
        var policy = link == null ? policies.policies().get(id) : policies.templates().get(link.template());
        return link + " " + (policy == null ? policies.templates().get(id) : policy).source().text();
    }

    private static Map<String, Verdict> ours(String schema, PolicySet policies) throws InvalidInput {
        var report = new Validator(Schema.parse(Source.of(schema))).validate(policies);
        var verdicts = new TreeMap<String, Verdict>();
        for (var id : ids(policies)) {
            var impossible = report.of(id).warnings().stream()
                    .anyMatch(warning -> warning.diagnostic().code().equals("impossible-policy"));
            verdicts.put(id, verdict(!report.of(id).isValid(), impossible));
        }
        return verdicts;
    }

    private static Map<String, Verdict> theirs(String schema, PolicySet policies) {
        var answer = CedarOracle.ask("ValidateOperation", Map.of("schema", Json.of(schema), "policies", json(
                policies)));
        assertThat(((Json.Str) field(answer, "type")).value()).as("%s", answer).isEqualTo("success");
        var verdicts = new TreeMap<String, Verdict>();
        for (var id : ids(policies)) {
            var impossible = messages(answer, "validationWarnings", id).stream().anyMatch(text -> text.contains(
                    "impossible"));
            verdicts.put(id, verdict(!messages(answer, "validationErrors", id).isEmpty(), impossible));
        }
        return verdicts;
    }

    private static Verdict verdict(boolean errors, boolean impossible) {
        return errors ? Verdict.INVALID : impossible ? Verdict.IMPOSSIBLE : Verdict.VALID;
    }

    private static List<String> messages(Json.Obj answer, String field, String id) {
        return ((Json.Arr) field(answer, field)).items().stream()
                .map(Json.Obj.class::cast)
                .filter(item -> ((Json.Str) field(item, "policyId")).value().equals(id))
                .map(item -> ((Json.Str) field((Json.Obj) field(item, "error"), "message")).value())
                .toList();
    }

    private static List<String> ids(PolicySet policies) {
        return Stream.of(policies.policies(), policies.templates(), policies.links())
                .flatMap(map -> map.keySet().stream())
                .toList();
    }

    private static Json json(PolicySet policies) {
        return Json.object(Map.of(
                "staticPolicies", texts(policies.policies()),
                "templates", texts(policies.templates()),
                "templateLinks", Json.array(policies.links().values().stream().map(ValidatorAgainstCedarTest::json)
                        .toList())));
    }

    private static Json texts(Map<String, Policy> policies) {
        var texts = new LinkedHashMap<String, Json>();
        policies.forEach((id, policy) -> texts.put(id, Json.of(policy.source().text())));
        return Json.object(texts);
    }

    private static Json json(TemplateLink link) {
        var values = new LinkedHashMap<String, Json>();
        link.values().forEach((slot, uid) -> values.put("?" + slot.word(), EntityJson.writeName(uid)));
        return Json.object(Map.of("templateId", Json.of(link.template()), "newId", Json.of(link.id()), "values", Json
                .object(values)));
    }

    private static Json field(Json.Obj object, String name) {
        return Objects.requireNonNull(object.fields().get(name), name);
    }
}
