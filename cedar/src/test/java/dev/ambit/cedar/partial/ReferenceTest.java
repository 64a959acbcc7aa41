package dev.ambit.cedar.partial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambit.cedar.authorize.EvaluationError;
import dev.ambit.cedar.authorize.EvaluationError.Kind;
import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.authorize.Response;
import dev.ambit.cedar.authorize.Response.Decision;
import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.entity.Entity;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.syntax.PolicySet;
import dev.ambit.cedar.syntax.TemplateLink;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.SetValue;
import dev.ambit.cedar.value.StringValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceTest {
    private static final EntityUid ALICE = EntityUid.of("User", "alice");
    private static final EntityUid BOB = EntityUid.of("User", "bob");
    private static final EntityUid ENG = EntityUid.of("Group", "eng");
    private static final EntityUid ALL = EntityUid.of("Group", "all");

    private static final Request REQUEST = new Request(
            ALICE,
            EntityUid.of("Action", "read"),
            EntityUid.of("Doc", "plan"),
            RecordValue.of(Map.of(
                    "hour", LongValue.of(9),
                    "flag", BoolValue.TRUE,
                    "name", StringValue.of("naïve 😀"),
                    "nest", RecordValue.of(Map.of("deep", LongValue.of(1))),
                    "max", LongValue.of(Long.MAX_VALUE),
                    "min", LongValue.of(Long.MIN_VALUE),
                    "groups", SetValue.of(ENG, ALL),
                    "mixed", SetValue.of(ENG, LongValue.of(1)))));

    private static final Entities ENTITIES = Entities.of(
            new Entity(ALICE, RecordValue.of(Map.of("team", StringValue.of("red"), "boss", BOB)), RecordValue.of(Map.of(
                    "level", LongValue.of(3))), Set.of(ENG)),
            Entity.of(ENG, RecordValue.EMPTY, Set.of(ALL)));

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiterString = "→", textBlock = """
            false && resource.gone                                   → false
            true || resource.gone                                    → true
            if true then 1 else resource.gone                        → 1
            context.flag && context.hour == 9                        → true
            1 == "1"                                                 → false
            1 != "1"                                                 → true
            User::"x" == User::"x"                                   → true
            User::"x" == Group::"x"                                  → false
            [1, 2, 2] == [2, 1]                                      → true
            [[1], [1, 1]] == [[1]]                                   → true
            {a: 1, b: [2]} == {b: [2], a: 1}                         → true
            {a: 1} == {a: 1, b: 2}                                   → false
            decimal("1.50") == decimal("1.5")                        → true
            ip("10.0.0.1") == ip("10.0.0.1/32")                      → true
            datetime("2030-01-01") < datetime("2030-01-02")          → true
            duration("60m") >= duration("1h")                        → true
            9223372036854775806 + 1                                  → 9223372036854775807
            -9223372036854775808 + 0                                 → -9223372036854775808
            3 - 5                                                    → -2
            -3 * 4                                                   → -12
            context has hour                                         → true
            context has hours                                        → false
            context has nest.deep                                    → true
            context has nest.deeper                                  → false
            context has gone.deeper                                  → false
            principal has team                                       → true
            principal.boss has team                                  → false
            principal has boss.team                                  → false
            principal.boss                                           → User::"bob"
            principal in Group::"eng"                                → true
            principal in Group::"all"                                → true
            principal in principal                                   → true
            User::"nobody" in User::"nobody"                         → true
            User::"nobody" in Group::"eng"                           → false
            Group::"eng" in principal                                → false
            principal in [User::"x", Group::"all"]                   → true
            principal in []                                          → false
            principal in context.groups                              → true
            principal is User                                        → true
            principal is Group                                       → false
            User::"nobody" is User                                   → true
            principal is User in Group::"all"                        → true
            principal is Group in 5                                  → false
            principal.hasTag("level")                                → true
            principal.hasTag("team")                                 → false
            User::"nobody".hasTag("level")                           → false
            principal.getTag("level")                                → 3
            [1, "a", [2]].contains([2])                              → true
            [1, 2].containsAll([])                                   → true
            [1, 2].containsAll([2, 3])                               → false
            [1, 2].containsAny([2, 3])                               → true
            [].isEmpty()                                             → true
            [1].isEmpty()                                            → false
            context.name like "na*ve *"                              → true
            context.name like "*😀"                                  → true
            "a*b" like "a\\*b"                                       → true
            "axb" like "a\\*b"                                       → false
            "" like "*"                                              → true
            ip("10.1.2.3").isInRange(ip("10.0.0.0/8"))               → true
            ip("::1").isInRange(ip("0.0.0.0/0"))                     → false
            decimal("1.0").lessThan(decimal("1.0001"))               → true
            datetime("2030-01-31T09:30:00Z").toDate()                → datetime("2030-01-31")
            datetime("1969-12-31T23:00:00Z").toTime()                → duration("82800000ms")
            datetime("2030-01-02").durationSince(datetime("2030-01-01")).toHours() → 24
            datetime("1970-01-01").offset(duration("-1ms")).toDate() → datetime("1969-12-31")
            duration("-1d12h").toDays()                              → -1
            """)
    void an_expression_has_the_value(String expression, String value) {
        assertThat(said(expression)).isEqualTo(value);
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiterString = "→", textBlock = """
            context.hours                       → MISSING_ATTRIBUTE at `context.hours`: attribute `hours` is not in `context`. Did you mean `hour`?
            context.nest.gone                   → MISSING_ATTRIBUTE at `context.nest.gone`: attribute `gone` is not in `context.nest`
            {"a b": 1}["a c"]                   → MISSING_ATTRIBUTE at `{"a b": 1}["a c"]`: attribute `a c` is not in a record of `a b`. Did you mean `a b`?
            principal.teem                      → MISSING_ATTRIBUTE at `principal.teem`: attribute `teem` is not in `User::"alice"`. Did you mean `team`?
            principal.boss.team                 → UNKNOWN_ENTITY at `principal.boss.team`: attribute `team` cannot be read: nothing is known about `User::"bob"`
            principal.getTag("lvl")             → MISSING_TAG at `principal.getTag("lvl")`: tag `lvl` is not in `User::"alice"`
            principal.boss.getTag("level")      → UNKNOWN_ENTITY at `principal.boss.getTag("level")`: tag `level` cannot be read: nothing is known about `User::"bob"`
            context.max + 1                     → OVERFLOW at `context.max + 1`: `9223372036854775807 + 1` does not fit in 64 bits
            -context.min                        → OVERFLOW at `-context.min`: `-(-9223372036854775808)` does not fit in 64 bits
            context.min * -1                    → OVERFLOW at `context.min * -1`: `-9223372036854775808 * -1` does not fit in 64 bits
            !1                                  → TYPE at `!1`: `!` takes a bool, not the long `1`
            1 && true                           → TYPE at `1`: `&&` takes bools, not the long `1`
            true && 1                           → TYPE at `1`: `&&` takes bools, not the long `1`
            false || "x"                        → TYPE at `"x"`: `||` takes bools, not the string `"x"`
            if 1 then 2 else 3                  → TYPE at `1`: `if` takes a bool, not the long `1`
            1 < "a"                             → TYPE at `1 < "a"`: `<` takes two longs, two datetimes or two durations, not the long `1` and the string `"a"`
            decimal("1.0") < decimal("2.0")     → TYPE at `decimal("1.0") < decimal("2.0")`: `<` takes two longs, two datetimes or two durations, not the decimal `decimal("1.0")` and the decimal `decimal("2.0")`
            1 + true                            → TYPE at `1 + true`: `+` takes two longs, not the long `1` and the bool `true`
            1 in Group::"eng"                   → TYPE at `1 in Group::"eng"`: `in` takes an entity on the left, not the long `1`
            1 in [1]                            → TYPE at `1 in [1]`: `in` takes an entity on the left (`contains` asks whether any other value is in a set), not the long `1`
            principal in 1                      → TYPE at `principal in 1`: `in` takes an entity or a set of entities on the right, not the long `1`
            principal in context.mixed          → TYPE at `principal in context.mixed`: `in` takes a set that holds entities only, not the long `1`
            1 has a                             → TYPE at `1 has a`: `has a` is asked of an entity or a record, not the long `1`
            context has hour.a                  → TYPE at `context has hour.a`: `has a` is asked of an entity or a record, not the long `9`
            context.hour.a                      → TYPE at `context.hour.a`: attribute `a` is read of an entity or a record, not the long `9`
            1 is User                           → TYPE at `1 is User`: `is` takes an entity, not the long `1`
            principal is User in 5              → TYPE at `principal is User in 5`: `in` takes an entity or a set of entities on the right, not the long `5`
            1 like "a"                          → TYPE at `1 like "a"`: `like` takes a string, not the long `1`
            1.contains(1)                       → TYPE at `1.contains(1)`: `contains` takes a set, not the long `1`
            [1].containsAll(1)                  → TYPE at `[1].containsAll(1)`: `containsAll` takes two sets, not a set of 1 and the long `1`
            {a: 1}.isEmpty()                    → TYPE at `{a: 1}.isEmpty()`: `isEmpty` takes a set, not a record of `a`
            principal.hasTag(1)                 → TYPE at `principal.hasTag(1)`: `hasTag` takes an entity and a string, not the entity `User::"alice"` and the long `1`
            ip(1)                               → TYPE at `ip(1)`: `ip` takes a string, not the long `1`
            ip("x")                             → EXTENSION at `ip("x")`: `ip` cannot read `"x"`: an address is like `10.0.0.1`, a range like `10.0.0.0/8` or `fd00::/8`
            decimal("1.23456")                  → EXTENSION at `decimal("1.23456")`: `decimal` cannot read `"1.23456"`: a decimal is like `12.34`: one to four digits after the point, in 64 bits
            duration("1h1d")                    → EXTENSION at `duration("1h1d")`: `duration` cannot read `"1h1d"`: a duration is like `1d12h30m`: d, h, m, s and ms, in this order, in 64 bits
            datetime("1970-01-01").offset(duration("9223372036854775807ms")).offset(duration("1ms")) → EXTENSION at `datetime("1970-01-01").offset(duration("9223372036854775807ms")).offset(duration("1ms"))`: the result of `offset` does not fit in 64 bits of milliseconds
            decimal("1.0").lessThan(1)          → TYPE at `decimal("1.0").lessThan(1)`: `lessThan` takes two decimals, not the decimal `decimal("1.0")` and the long `1`
            [context.hours, 1 + true]           → MISSING_ATTRIBUTE at `context.hours`: attribute `hours` is not in `context`. Did you mean `hour`?
            """)
    void an_expression_fails_because(String expression, String why) {
        assertThat(said(expression)).isEqualTo(why);
    }

    private static String said(String expression) {
        var text = "permit(principal, action, resource) when { " + expression + " };";
        var expr = PartialEvaluationTest.expr(expression);
        return switch (Reference.evaluate(expr, REQUEST, ENTITIES)) {
            case Outcome.Of(var value) -> value.toString();
            case Outcome.Failed(var kind, var span, var message) -> "%s at `%s`: %s".formatted(kind, text.substring(span
                    .start(), span.end()), message);
        };
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiterString = "→", textBlock = """
            permit(principal, action, resource);                                                     → true
            permit(principal == User::"alice", action == Action::"read", resource == Doc::"plan");   → true
            permit(principal in Group::"all", action in [Action::"x", Action::"read"], resource is Doc); → true
            permit(principal is User in Group::"eng", action, resource);                             → true
            permit(principal is User in Group::"ops", action, resource);                             → false
            permit(principal, action in Action::"x", resource);                                      → false
            permit(principal == User::"bob", action, resource) when { context.gone };                → false
            permit(principal, action, resource) when { context.flag } unless { context.hour < 8 };   → true
            permit(principal, action, resource) when { context.flag } unless { context.hour > 8 };   → false
            permit(principal, action, resource) when { false } when { context.gone };                → false
            permit(principal, action, resource) when { context.gone } when { false };                → attribute `gone` is not in `context`
            permit(principal, action, resource) when { 1 };                                          → a condition is a bool, not the long `1`
            permit(principal, action, resource) unless { 1 };                                        → `!` takes a bool, not the long `1`
            """)
    void a_policy_is_satisfied_or_not_or_fails(String policy, String expected) {
        var outcome = Reference.evaluate(PartialEvaluationTest.parse(policy).policies().values().iterator().next(),
                REQUEST, ENTITIES);

        assertThat(switch (outcome) {
            case Outcome.Of(var value) -> value.toString();
            case Outcome.Failed failed -> failed.message();
        }).isEqualTo(expected);
    }

    @Test
    void a_satisfied_permit_allows() {
        assertThat(decide("permit(principal, action, resource);"))
                .isEqualTo(new Response(Decision.ALLOW, Set.of("policy0"), List.of()));
    }

    @Test
    void a_satisfied_forbid_denies_whatever_is_permitted() {
        assertThat(decide("permit(principal, action, resource); forbid(principal, action, resource);"))
                .isEqualTo(new Response(Decision.DENY, Set.of("policy1"), List.of()));
    }

    @Test
    void a_policy_that_fails_counts_as_not_satisfied_and_is_named() {
        assertThat(decide(
                "permit(principal, action, resource); forbid(principal, action, resource) when { context.gone };"))
                .isEqualTo(new Response(Decision.ALLOW, Set.of("policy0"), List.of(new EvaluationError(
                        "policy1", Kind.MISSING_ATTRIBUTE, new Span(80, 92), "attribute `gone` is not in `context`"))));
    }

    @Test
    void without_policies_the_answer_is_no() {
        assertThat(decide("")).isEqualTo(new Response(Decision.DENY, Set.of(), List.of()));
    }

    @Test
    void a_template_decides_only_through_its_links() {
        var template = PartialEvaluationTest.parse("permit(principal == ?principal, action, resource in ?resource);")
                .templates().values();
        var link = new TemplateLink("policy0", "link", Map.of(Root.PRINCIPAL, ALICE, Root.RESOURCE, EntityUid.of("Doc",
                "plan")));

        assertThat(Reference.decide(PolicySet.of(template, List.of()), REQUEST, ENTITIES).isAllowed()).isFalse();
        assertThat(Reference.decide(PolicySet.of(template, List.of(link)), REQUEST, ENTITIES).determining())
                .containsExactly("link");
        assertThatThrownBy(() -> Reference.evaluate(template.iterator().next(), REQUEST, ENTITIES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a template has no value: its slot `?principal` is empty");
    }

    private static Response decide(String policies) {
        return Reference.decide(PartialEvaluationTest.parse(policies), REQUEST, ENTITIES);
    }
}
