package dev.ambit.cedar.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import com.cedarpolicy.model.exception.InternalException;
import dev.ambit.cedar.RandomPolicies;
import dev.ambit.cedar.RandomPolicies.Knobs;
import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReader;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The official engine and this one accept the same texts and see the same policies in them. The repetition is the seed.
class OfficialSyntaxTest {
    private static final List<String> SEEDS = List.of(
            "permit(principal, action, resource);",
            """
                    @id("x") @foo forbid(principal == User::"a", action == Action::"b", resource in NS::T::"c")
                    when { context.a && principal has b.c || resource like "a*" } unless { principal is User in resource.d };""",
            """
                    permit(principal is User in ?principal, action in [Action::"a", NS::Action::"b",], resource == ?resource,)
                    when { [1, 2, -3,].contains(context.x + 1 * 2 - -5) && {a: 1, "b": [2], c: {}}.a == 3 };""",
            """
                    permit(principal in Group::"g", action in Action::"a", resource is Doc)
                    when { if context.a then !context.b else -context.c < 4 }
                    when { ip("1.2.3.4").isInRange(ip("1.0.0.0/8")) && context["x y"].isEmpty() && principal.hasTag("a") };""");

    private static final List<String> TOKENS = List.of("(", ")", "{", "}", "[", "]", ",", ";", ":", "::", ".", "==",
            "!=",
            "<", "<=", ">", ">=", "||", "&&", "+", "-", "*", "/", "%", "!", "=", "@", "permit", "forbid", "when",
            "unless",
            "principal", "action", "resource", "context", "in", "has", "like", "is", "if", "then", "else", "true",
            "false",
            "and", "not", "?principal", "?resource", "?foo", "foo", "__cedar", "User", "Action", "\"a\"", "\"a*b\\*\"",
            "\"\\u{41}\"", "\"\\x41\"", "\"\\q\"", "1", "9223372036854775807", "9223372036854775808",
            "18446744073709551616", "ip", "decimal", "contains", "isIpv4", "isEmpty", "hasTag", "//c\n", "User::\"a\"",
            "Action::\"a\"", "NS::User", "context.a", "!!", "--", "if a then b else c", "\n", "\"x\ny\"", "\"x\ry\"",
            "\\",
            "$", "é", "\u00a0", "\ufeff", "\u2028", "'", "\"\\0\"", "\"\\u{d800}\"", "\"\\u{1_0}\"", "\"\\u{_1}\"",
            "\"\\x80\"", "\"\\'\"", "\"\\u{2a}\"");

    @RepeatedTest(20)
    void a_text_with_a_few_tokens_changed_is_accepted_by_both_or_by_neither(RepetitionInfo run) {
        assertSameVerdicts(new SplittableRandom(run.getCurrentRepetition()), 100);
    }

    @Tag("slow")
    @Test
    void a_text_with_a_few_tokens_changed_is_accepted_by_both_or_by_neither_however_often_that_is_tried() {
        assertSameVerdicts(new SplittableRandom(1), 200_000);
    }

    @RepeatedTest(40)
    void both_write_the_same_json_and_read_it(RepetitionInfo run) throws Exception {
        var knobs = new Knobs(6, 0.3, false, true);
        for (var policy : new RandomPolicies(new SplittableRandom(run.getCurrentRepetition()), knobs).policies(10)) {
            var text = PolicyPrinter.print(policy);
            var json = PolicyJson.write(policy);
            var official = com.cedarpolicy.model.policy.Policy.parseStaticPolicy(text);
            var fromJson = com.cedarpolicy.model.policy.Policy.fromJson("a", json.toString()).getSource();

            assertThat(plain(json)).as(text).isEqualTo(plain(JsonReader.read(Source.of(official.toJson()))));
            assertThat(plain(PolicyJson.write(PolicyParser.parsePolicy(Source.of(fromJson), Limits.DEFAULT))))
                    .as(text).isEqualTo(plain(json));
        }
    }

    private static void assertSameVerdicts(SplittableRandom random, int texts) {
        for (var i = 0; i < texts; i++) {
            var text = changed(random);
            assertThat(isAccepted(text)).as(text).isEqualTo(isOfficial(text));
        }
    }

    private static boolean isAccepted(String text) {
        try {
            PolicyParser.parse(Source.of(text));
            return true;
        } catch (InvalidInput refused) {
            return false;
        }
    }

    private static boolean isOfficial(String text) {
        try {
            com.cedarpolicy.model.policy.PolicySet.parsePolicies(text);
            return true;
        } catch (InternalException refused) {
            return false;
        }
    }

    private static String changed(SplittableRandom random) {
        var tokens = new ArrayList<>(tokens(one(SEEDS, random)));
        for (var changes = random.nextInt(3); changes >= 0; changes--) {
            change(tokens, random);
        }
        return String.join(random.nextBoolean() ? " " : "", tokens);
    }

    private static List<String> tokens(String text) {
        var source = Source.of(text);
        return Piece.of(source, Limits.DEFAULT).stream().map(Piece::text).toList();
    }

    private static void change(List<String> tokens, SplittableRandom random) {
        var at = random.nextInt(tokens.size());
        switch (random.nextInt(4)) {
            case 0 -> tokens.set(at, "");
            case 1 -> tokens.add(at, one(TOKENS, random));
            case 2 -> tokens.set(at, one(TOKENS, random));
            default -> tokens.add(at, one(tokens, random));
        }
    }

    private static <T> T one(List<T> choices, SplittableRandom random) {
        return choices.get(random.nextInt(choices.size()));
    }

    /// `json` without what the two write differently on purpose: paths of `has`, which the official engine spells out,
    /// a set of one action, which it takes out of its set, and how many literals a pattern is cut into.
    private static Json plain(Json json) {
        return switch (json) {
            case Json.Obj object -> plain(object);
            case Json.Arr array -> Json.array(array.items().stream().map(OfficialSyntaxTest::plain).toList());
            case Json.Str _,Json.Num _,Json.Bool _,Json.Null _ -> json;
        };
    }

    private static Json plain(Json.Obj object) {
        if (object.get("has") instanceof Json.Obj has && has.get("attr") instanceof Json.Arr path) {
            return spelledOut(plain(has.get("left")), path.items());
        }
        if (object.get("entities") instanceof Json.Arr(var actions, _) && actions.size() == 1) {
            return fields("op", Json.of("in"), "entity", actions.getFirst());
        }
        var plain = new LinkedHashMap<String, Json>();
        object.fields().forEach((name, value) -> plain.put(name,
                name.equals("pattern") && value instanceof Json.Arr pattern ? letters(pattern) : plain(value)));
        return Json.object(plain);
    }

    private static Json spelledOut(Json left, List<Json> path) {
        var last = fields("left", access(left, path.subList(0, path.size() - 1)), "attr", path.getLast());
        var has = Json.object("has", last);
        return path.size() == 1
                ? has
                : Json.object("&&", fields("left", spelledOut(left, path.subList(0, path.size() - 1)), "right", has));
    }

    private static Json access(Json left, List<Json> path) {
        var of = left;
        for (var name : path) {
            of = Json.object(".", fields("left", of, "attr", name));
        }
        return of;
    }

    private static Json letters(Json.Arr pattern) {
        return Json.array(pattern.items().stream().flatMap(element -> element instanceof Json.Obj literal
                && literal.get("Literal") instanceof Json.Str(var text, _)
                        ? text.codePoints().mapToObj(letter -> Json.of(Character.toString(letter)))
                        : Stream.of(element)).toList());
    }

    private static Json.Obj fields(String first, Json one, String second, Json two) {
        var fields = new LinkedHashMap<String, Json>();
        fields.put(first, one);
        fields.put(second, two);
        return Json.object(fields);
    }
}
