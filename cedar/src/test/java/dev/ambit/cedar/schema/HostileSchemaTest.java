package dev.ambit.cedar.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Source;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Schemas made to cost more than they are long: each is read, or refused in words, and soon.
class HostileSchemaTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void brackets_may_be_nested_as_deep_as_the_limit_and_no_deeper() {
        assertThat(mistakes("type T = %sLong%s;".formatted("Set<".repeat(400), ">".repeat(400)))).isEmpty();
        assertThat(mistakes("type T = %sLong%s;".formatted("Set<".repeat(401), ">".repeat(401))))
                .containsExactly("s:1:1613: brackets are nested deeper than 400");
        assertThat(mistakes("entity E " + "{a:".repeat(100_000)))
                .containsExactly("s:1:1210: brackets are nested deeper than 400");
        assertThat(mistakes(sets(400))).isEmpty();
        assertThat(mistakes(sets(401))).singleElement().asString()
                .endsWith(": sets and records are nested deeper than 400");
    }

    private static String sets(int depth) {
        return "{\"\":{\"entityTypes\":{},\"actions\":{},\"commonTypes\":{\"T\":%s{\"type\":\"Long\"}%s}}}"
                .formatted("{\"type\":\"Set\",\"element\":".repeat(depth), "}".repeat(depth));
    }

    @Test
    void the_deepest_nesting_any_limit_allows_fits_the_stack() {
        var limits = new Limits(1 << 20, Limits.DEEPEST, 1, 1 << 20);
        var records = "type T = %sLong%s;".formatted("{a:".repeat(Limits.DEEPEST), "}".repeat(Limits.DEEPEST));

        assertThatCode(() -> {
            var written = WrittenSchema.parse(new Source("s", records), limits);
            var schema = Schema.parse(List.of(new Source("s", sets(Limits.DEEPEST)), new Source("t", records
                    .replace("type T", "type U"))), limits);
            assertThat(schema.entityTypes()).isEmpty();
            assertThat(WrittenSchema.parse(new Source("s", written.toHuman()), limits).toJson())
                    .isEqualTo(written.toJson());
        }).doesNotThrowAnyException();
    }

    @Test
    void a_common_type_that_doubles_with_every_use_is_refused() {
        var doubling = many(60, level -> "type T%d = { a: T%d, b: T%d };".formatted(level, level + 1, level + 1));

        assertThat(soon(doubling + "type T60 = Long; entity E { t: T0 };")).containsExactly(
                "s:44:12: the type has more than 1,000,000 characters once its common types are put in");
    }

    @Test
    void a_common_type_may_stand_for_another_as_often_as_one_likes_but_not_around_it() {
        var same = many(20_000, level -> "type T%d = T%d;".formatted(level, level + 1));
        var around = many(20_000, level -> "type T%d = Set<T%d>;".formatted(level, level + 1));

        assertThat(soon(same + "type T20000 = Long; entity E { t: T0 };")).isEmpty();
        assertThat(soon(around + "type T20000 = Long; entity E { t: T0 };")).containsExactly(
                "s:19600:15: sets and records are nested deeper than 400 once common types are put in");
    }

    @Test
    void a_circle_of_any_length_is_told_in_a_few_words() {
        var types = many(20_000, each -> "type T%d = T%d;".formatted(each, (each + 1) % 20_000));
        var actions = many(20_000, each -> "action a%d in [a%d];".formatted(each, (each + 1) % 20_000));

        assertThat(soon(types)).singleElement().asString().startsWith("s:1:6: common type `T0` is made of itself: "
                + "`T0` uses `T1` uses `T2` uses").endsWith("`T9` uses …").hasSizeLessThan(200);
        assertThat(soon(actions)).singleElement().asString().startsWith("s:1:8: action `Action::\"a0\"` is in itself: ")
                .endsWith("`Action::\"a9\"` in …").hasSizeLessThan(300);
    }

    @Test
    void types_may_all_be_in_each_other() {
        var circle = many(20_000, each -> "entity E%d in E%d;".formatted(each, (each + 1) % 20_000));

        assertTimeoutPreemptively(SOON, () -> {
            var schema = Schema.parse(new Source("s", circle));
            assertThat(schema.mayBeIn("E7", "E6")).isTrue();
            assertThat(schema.mayBeIn("E7", "E7")).isTrue();
            assertThat(schema.mayBeIn("E7", "E")).isFalse();
        });
    }

    @Test
    void chains_of_groups_whose_memberships_grow_with_the_square_are_refused() {
        var types = many(20_000, each -> "entity E%d in E%d;".formatted(each, each + 1));
        var actions = many(20_000, each -> "action a%d in a%d;".formatted(each, each + 1));

        assertThat(soon(many(1_000, each -> "action a%d in a%d;".formatted(each, each + 1)) + "action a1000;"))
                .isEmpty();
        assertThat(soon(types + "entity E20000;")).containsExactly(
                "s:1:1: working out which entity types are in which takes more than 2,000,000 steps");
        assertThat(soon(actions + "action a20000;")).containsExactly(
                "s:1:1: working out which actions are in which takes more than 2,000,000 steps");
    }

    @Test
    void many_names_for_much_are_refused() {
        var names = IntStream.range(0, 20_000).mapToObj("E%d"::formatted).collect(Collectors.joining(", "));
        var ids = IntStream.range(0, 20_000).mapToObj("\"%d\""::formatted).collect(Collectors.joining(", "));

        var tooMuch = ": the schema has more than 16,777,216 characters once each name is declared by itself, without "
                + "common types";

        assertThat(soon("entity A;\nentity %s enum [%s];".formatted(names, ids))).containsExactly("s:2:1" + tooMuch);
        assertThat(soon("entity %s in [%s];".formatted(names, names))).containsExactly("s:1:1" + tooMuch);
        assertThat(soon(many(12, level -> "type T%d = { a: T%d, b: T%d };".formatted(level, level + 1, level + 1))
                + "type T12 = Long; entity %s { t: T0 };".formatted(names))).containsExactly("s:13:18" + tooMuch);
    }

    @Test
    void many_names_for_much_are_not_converted() throws InvalidInput {
        var names = IntStream.range(0, 20_000).mapToObj("E%d"::formatted).collect(Collectors.joining(", "));
        var attributes = IntStream.range(0, 20_000).mapToObj("a%d: Long"::formatted).collect(Collectors.joining(", "));
        var written = WrittenSchema.parse(new Source("s", "entity %s {%s};".formatted(names, attributes)));

        assertThat(refusal(written::toJson)).extracting(Diagnostic::toString)
                .containsExactly("s:1:1: the schema has more than 8,388,608 values in the JSON syntax, up to here");
        assertThat(written.toHuman().lines()).hasSize(20_002);
    }

    @Test
    void deep_records_are_not_written_wider_than_they_are() throws InvalidInput {
        var wide = "type T = " + "{a:".repeat(300) + "{" + "b: Long, ".repeat(20_000) + "}" + "}".repeat(300) + ";";

        assertThat(WrittenSchema.parse(new Source("s", wide)).toHuman()).hasSizeLessThan(2_000_000);
    }

    @Test
    void names_and_namespaces_have_a_limit() {
        var namespace = "n".repeat(251);

        assertThat(soon("namespace %s { entity E; }".formatted(namespace)))
                .containsExactly("s:1:11: the name of a namespace has 251 characters, the limit is 250");
        assertThat(soon(many(100_001, "entity E%d;"::formatted)))
                .containsExactly("s:100001:8: the schema declares more than 100,000 names");
    }

    @Test
    void a_thousand_mistakes_are_told_as_a_hundred() {
        assertThat(soon(many(20_000, "entity E%d { a: Lomg };"::formatted))).hasSize(101)
                .startsWith("s:1:16: type `Lomg` is not declared. Did you mean `Long`?")
                .last().isEqualTo("s:100:17: 19,900 more mistakes are not told");
        assertThat(soon("entity entity\n".repeat(100_000))).hasSize(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"entity;", "#", "\"\\\" ", "}", "]", "entity A {", "action \"\\x\";", "@", "::",
        "namespace A {"})
    void whatever_is_repeated_the_reading_soon_breaks_off(String nonsense) {
        assertThat(soon(nonsense.repeat(100_000))).hasSizeBetween(1, 100);
    }

    @Test
    void brackets_that_do_not_match_are_passed_over_once() {
        assertThat(soon("entity A { ;" + "[".repeat(300_000) + ")".repeat(300_000) + "}; entity B; entity"))
                .containsExactly("s:1:12: expected a name, found `;`",
                        "s:1:600032: expected a name, found the end of the schema");
    }

    @Test
    void names_that_share_one_hash_cost_no_more_than_others() {
        var names = IntStream.range(0, 1 << 14).mapToObj(HostileSchemaTest::colliding).toList();
        assertThat(names.stream().map(String::hashCode).distinct()).hasSize(1);

        assertThat(soon("entity %s; entity X in [%s] { a: Long }; entity Y enum [%s]; type T = {%s};"
                .formatted(String.join(", ", names), String.join(", ", names),
                        names.stream().map("\"%s\""::formatted).collect(Collectors.joining(", ")),
                        names.stream().map("%s: Long"::formatted).collect(Collectors.joining(", "))))).isEmpty();
    }

    /// Words of 28 letters with one hash: `Aa` and `BB` have the same.
    private static String colliding(int number) {
        return IntStream.range(0, 14).mapToObj(bit -> (number >> bit & 1) == 0 ? "Aa" : "BB").collect(Collectors
                .joining());
    }

    private static String many(int count, IntFunction<String> line) {
        return IntStream.range(0, count).mapToObj(line).collect(Collectors.joining("\n", "", "\n"));
    }

    private static List<String> soon(String text) {
        return assertTimeoutPreemptively(SOON, () -> mistakes(text));
    }

    private static List<String> mistakes(String text) {
        return refusal(() -> Schema.parse(new Source("s", text))).stream().map(Diagnostic::toString).toList();
    }

    private interface Reading {
        Object read() throws InvalidInput;
    }

    private static List<Diagnostic> refusal(Reading reading) {
        try {
            assertThat(reading.read()).isNotNull();
            return List.of();
        } catch (InvalidInput refused) {
            return refused.diagnostics();
        }
    }
}
