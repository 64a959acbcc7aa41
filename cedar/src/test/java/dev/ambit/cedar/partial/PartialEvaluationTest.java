package dev.ambit.cedar.partial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.authorize.Response.Decision;
import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.entity.Entity;
import dev.ambit.cedar.partial.Knowledge.SomeEntity;
import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.syntax.PolicyParser;
import dev.ambit.cedar.syntax.PolicyPrinter;
import dev.ambit.cedar.syntax.PolicySet;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.StringValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartialEvaluationTest {
    private static final EntityUid ALICE = EntityUid.of("User", "alice");
    private static final EntityUid ENG = EntityUid.of("Group", "eng");
    private static final EntityUid SITE = EntityUid.of("Folder", "site");
    private static final EntityUid ROOT = EntityUid.of("Folder", "root");

    private static final Entities ENTITIES = Entities.of(
            Entity.of(ALICE, RecordValue.of(Map.of("team", StringValue.of("red"))), Set.of(ENG)),
            Entity.of(SITE, RecordValue.EMPTY, Set.of(ROOT)));

    /// Alice reads some repository in the site folder. The hour is known, the risk is a long if it is there, and of the
    /// rest of the context nothing is known.
    private static final Facts FACTS = Facts.NOTHING
            .entities(ENTITIES)
            .is(Root.PRINCIPAL, ALICE)
            .is(Root.ACTION, EntityUid.of("Action", "read"))
            .is(Root.RESOURCE, SomeEntity.ofType("Repo").in(SITE))
            .context(List.of("hour"), Lookup.found(LongValue.of(9)))
            .context(List.of("denied"), Lookup.Missing.ABSENT)
            .context(List.of("signals", "risk"), new Lookup.Unknown(Kind.LONG.known()))
            .context(List.of("signals", "mfa"), new Lookup.Found(Kind.BOOL.known()))
            .context(List.of("flag"), new Lookup.Found(Kind.BOOL.known()));

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiterString = "→", textBlock = """
            principal.team == "red"                                  → true
            context.hour > 10                                        → false
            principal in Group::"eng" && context.flag                → context.flag
            principal in Group::"ops" || context.flag                → context.flag
            resource.owner == principal                              → resource.owner == User::"alice"
            resource is Repo                                         → true
            resource is User                                         → false
            resource is Repo in Folder::"root"                       → true
            resource is Repo in Folder::"x"                          → resource in Folder::"x"
            resource in [Folder::"site", Folder::"x"]                → true
            resource == Folder::"site"                               → false
            resource == Repo::"outside"                              → false
            [Repo::"a", User::"b"].contains(resource)                → [Repo::"a", User::"b"].contains(resource)
            [User::"a", User::"b"].contains(resource)                → false
            context.denied                                           → fails: attribute `denied` is not in `context`
            context has denied                                       → false
            context has denied.reason                                → false
            context has hour && context.hour == 9                    → true
            principal.owner                                          → fails: attribute `owner` is not in `User::"alice"`
            Repo::"x".owner                                          → fails: attribute `owner` cannot be read: nothing is known about `Repo::"x"`
            context.flag && true                                     → context.flag
            context.flag || false                                    → context.flag
            context.flag && false                                    → false
            context.flag || true                                     → true
            !!context.flag                                           → context.flag
            !!context.other                                          → !!context.other
            !!(context.other == 1)                                   → context.other == 1
            context.other && false                                   → context.other && false
            context.other || true                                    → context.other || true
            context.other && true                                    → context.other && true
            context.other == context.other                           → context.other == context.other
            context.flag == context.flag                             → true
            if context.flag then 1 else 1                            → 1
            if context.other then 1 else 1                           → if context.other then 1 else 1
            if context.flag then true else false                     → context.flag
            if context.flag then false else context.flag             → false
            if context.flag then context.hour == 9 else context.denied → if context.flag then true else context.denied
            context.flag && context.denied                           → context.flag && context.denied
            context.denied && context.flag                           → fails: attribute `denied` is not in `context`
            context.flag && 1                                        → context.flag && 1
            context.flag > 1                                         → fails: `>` takes two longs, two datetimes or two durations, not a bool and the long `1`
            context.signals.risk + 1 > "a"                           → fails: `>` takes two longs, two datetimes or two durations, not a long and the string `"a"`
            context has signals.risk && context.signals.risk > 5 || true → true
            context.signals.risk > 5 || true                         → context.signals.risk > 5 || true
            context.signals has risk || context.signals.mfa          → context.signals has risk || context.signals.mfa
            {a: context.flag, b: 1 + 1}.b                            → 2
            {a: context.flag, b: 1 + 1}.a                            → context.flag
            {a: context.flag, b: 1} == {a: true, b: 2}               → false
            {a: context.other, b: 1}.b                               → {a: context.other, b: 1}.b
            context.flag && (context.flag || resource.gone)          → context.flag
            context has x && context has x                           → context has x
            !(context has x) || context.x == context.x               → true
            resource.team == "a" && resource.team == "b"             → resource.team == "a" && false
            resource == Repo::"a" && resource in Folder::"x"         → false
            9223372036854775807 + 1 == context.hour                  → fails: `9223372036854775807 + 1` does not fit in 64 bits
            ip(context.address).isIpv4()                             → ip(context.address).isIpv4()
            """)
    void what_is_left_of(String expression, String rest) {
        assertThat(said(PartialEvaluation.evaluate(expr(expression), FACTS))).isEqualTo(rest);
    }

    private static String said(Reduced reduced) {
        return switch (reduced) {
            case Reduced.Done(var value, _) -> value.toString();
            case Reduced.Fails(var failure, _) -> "fails: " + failure.message();
            case Reduced.Open open -> PolicyPrinter.print(open.expr());
        };
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', textBlock = """
            permit(principal, action, resource);                                        | ALLOW
            permit(principal == User::"bob", action, resource);                         | DENY
            permit(principal, action, resource) when { context.flag };                  | unknown
            permit(principal, action, resource) when { context.other && false };        | DENY
            permit(principal, action, resource) when { context.denied };                | DENY
            permit(principal, action, resource); forbid(principal, action, resource) when { context.other };          | unknown
            permit(principal, action, resource); forbid(principal, action, resource) when { context.other && false }; | ALLOW
            permit(principal, action, resource); forbid(principal, action, resource) when { context.denied };         | ALLOW
            permit(principal, action, resource) when { context.flag }; forbid(principal, action, resource);           | DENY
            permit(principal, action, resource) when { context.flag }; permit(principal, action, resource);           | ALLOW
            """)
    void it_is_decided_where_no_completion_can_change_it(String policies, String decision) {
        var found = PartialEvaluation.decide(parse(policies), FACTS).decision();

        assertThat(found.map(Decision::name).orElse("unknown")).isEqualTo(decision);
    }

    @Test
    void what_is_left_of_a_policy_is_a_policy() {
        var policies = parse("""
                @id("risk")
                forbid (principal in Group::"eng", action == Action::"read", resource in Folder::"x")
                when { context has signals.risk }
                unless { principal.team == "red" && context.signals.risk < 70 && context.hour == 9 };
                """);

        assertThat(PolicyPrinter.print(PartialEvaluation.decide(policies, FACTS).rest().effective())).isEqualTo("""
                @id("risk")
                forbid (principal, action, resource in Folder::"x")
                when { context has signals.risk }
                unless { context.signals.risk < 70 };
                """);
    }

    @Test
    void what_is_left_refers_to_a_large_value_where_it_was_found() {
        var large = new StringBuilder("[0");
        for (var i = 1; i < 100; i++) {
            large.append(", ").append(i);
        }
        var facts = FACTS.context(List.of("large"), Lookup.found(((Reduced.Done) PartialEvaluation.evaluate(expr(large
                + "]"), FACTS)).is()));

        var reduced = PartialEvaluation.evaluate(expr("context.large.contains(context.signals.risk)"), facts);

        assertThat(said(reduced)).isEqualTo("context.large.contains(context.signals.risk)");
    }

    @Test
    void membership_of_a_known_entity_may_be_unknown() {
        var facts = FACTS.group(ALICE, EntityUid.of("Group", "ops"), Membership.UNKNOWN);

        assertThat(said(PartialEvaluation.evaluate(expr("principal in Group::\"ops\""), facts))).isEqualTo(
                "User::\"alice\" in Group::\"ops\"");
        assertThat(said(PartialEvaluation.evaluate(expr("principal in Group::\"eng\""), facts))).isEqualTo("true");
        assertThat(said(PartialEvaluation.evaluate(expr("principal in Group::\"hr\""), facts))).isEqualTo("false");
    }

    @Test
    void attributes_and_tags_of_a_known_entity_may_be_unknown() {
        var facts = FACTS.attribute(ALICE, List.of("address", "city"), Lookup.found(StringValue.of("Bern")))
                .attribute(ALICE, List.of("team"), Lookup.Unknown.ANY)
                .tag(ALICE, "clearance", new Lookup.Found(Kind.STRING.known()));

        assertThat(said(PartialEvaluation.evaluate(expr("principal.address.city == \"Bern\""), facts))).isEqualTo(
                "true");
        assertThat(said(PartialEvaluation.evaluate(expr("principal.address.street"), facts))).isEqualTo(
                "User::\"alice\".address.street");
        assertThat(said(PartialEvaluation.evaluate(expr("principal.team"), facts))).isEqualTo("User::\"alice\".team");
        assertThat(said(PartialEvaluation.evaluate(expr("principal.hasTag(\"clearance\")"), facts))).isEqualTo("true");
        assertThat(said(PartialEvaluation.evaluate(expr("principal.hasTag(\"other\")"), facts))).isEqualTo("false");
        assertThat(said(PartialEvaluation.evaluate(expr("principal.getTag(\"clearance\") == 1"), facts))).isEqualTo(
                "false");
    }

    @Test
    void where_nothing_is_known_nothing_is_claimed() {
        var rest = PartialEvaluation.evaluate(expr("principal in resource.groups && User::\"a\".level > context.level"),
                Facts.NOTHING);

        assertThat(said(rest)).isEqualTo("principal in resource.groups && User::\"a\".level > context.level");
        assertThat(rest.mayFail()).isTrue();
        assertThat(PartialEvaluation.decide(parse("permit(principal, action, resource);"), Facts.NOTHING).decision())
                .isEqualTo(Optional.of(Decision.ALLOW));
    }

    static Expr expr(String text) {
        var policy = parse("permit(principal, action, resource) when { " + text + " };").policies().values().iterator()
                .next();
        return policy.conditions().getFirst().body();
    }

    static PolicySet parse(String text) {
        try {
            return PolicyParser.parse(Source.of(text));
        } catch (InvalidInput invalid) {
            throw new AssertionError(text, invalid);
        }
    }
}
