package dev.ambit.cedar.influence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.engine.InputPath;
import dev.ambit.cedar.engine.InputPath.Attribute;
import dev.ambit.cedar.engine.InputPath.Step;
import dev.ambit.cedar.engine.InputPath.Tag;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.syntax.PolicyParser;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.validate.Environment;
import dev.ambit.cedar.value.EntityUid;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InfluenceAnalysisTest {
    private static final String SCHEMA = """
            entity Group;
            entity User in Group { level: Long, manager?: User, home: { city?: String } } tags Long;
            entity Doc { owner: User, level: Long };
            action read appliesTo { principal: User, resource: Doc, context: {
                risk?: Long, geo?: String, mfa?: Bool, strict: Bool, roles?: Set<String>, who?: User,
                score?: decimal, at?: datetime, age?: duration, peer?: ipaddr,
                window?: { open: Bool, ends?: datetime } } };
            action greet appliesTo { principal: User, resource: User };
            """;
    private static final EntityUid READ = EntityUid.of("Action", "read");
    private static final Environment ASKS_TO_READ = new Environment("User", READ, "Doc");
    private static final Environment GREETS = new Environment("User", EntityUid.of("Action", "greet"), "User");

    private static final String ALL = "permit(principal, action, resource);\n";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', nullValues = "", textBlock = """
            forbid when { context.risk > 70 }                                   | narrows | widens  | narrows | widens and narrows
            forbid when { context has risk && context.risk > 70 }               | narrows | widens  | narrows | widens and narrows
            forbid unless { context has risk && context.risk <= 70 }            | widens  | narrows | narrows | widens and narrows
            forbid unless { context.risk <= 70 }                                | narrows | widens  | narrows | widens and narrows
            forbid when { context.risk > 70 || context.geo == "xx" }            | narrows | widens  | narrows | widens and narrows
            forbid when { context.geo == "xx" || context.risk > 70 }            | narrows | widens  | narrows | widens and narrows
            forbid when { context.risk + 9223372036854775000 > 70 }             | narrows | widens  | widens and narrows | widens and narrows
            forbid when { context.risk * -1 > 70 }                              | narrows | widens  | widens and narrows | widens and narrows
            forbid when { context has risk }                                    | narrows | widens  | none    | none
            forbid when { context.risk == 1 && context.risk == 2 }              | none    | none    | none    | none
            forbid when { context.risk > 2 && context.risk < 3 }                | none    | none    | none    | none
            forbid when { context.risk >= 5 } when { context.risk < 3 }         | none    | none    | none    | none
            forbid when { if context has risk then context.risk > 9 else true } | widens  | narrows | narrows | widens and narrows
            forbid when { [1, 2].contains(context.risk) }                       | narrows | widens  | widens and narrows | widens and narrows
            forbid when { context.risk == context.risk }                        | narrows | widens  | none    | none
            """)
    void beside_a_permit_for_all_risk(
            String forbid, String appear, String disappear, String increase, String change) throws InvalidInput {
        var analysis = analysis(ALL + forbid.replace("forbid", "forbid(principal, action, resource)") + ";");

        assertThat(moves(analysis, ASKS_TO_READ, InputPath.of(Root.CONTEXT, "risk")))
                .containsExactly(appear, disappear, increase, change);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', textBlock = """
            mfa    | context has mfa && context.mfa                             | widens | narrows | widens  | widens and narrows
            mfa    | context.mfa == true                                        | widens | narrows | widens  | widens and narrows
            mfa    | !(context has mfa) || context.mfa                          | narrows | widens | widens  | widens and narrows
            mfa    | context has mfa && (context.mfa || !context.mfa)           | widens | narrows | none    | none
            strict | context.strict                                             | widens | narrows | widens  | widens and narrows
            geo    | context.geo like "x*"                                      | widens | narrows | widens and narrows | widens and narrows
            roles  | context.roles.contains("admin")                            | widens | narrows | widens  | widens and narrows
            roles  | context.roles.isEmpty()                                    | widens | narrows | narrows | widens and narrows
            roles  | ["a", "b"].containsAll(context.roles)                      | widens | narrows | narrows | widens and narrows
            roles  | context.roles.containsAny(["a", "b"])                      | widens | narrows | widens  | widens and narrows
            score  | context.score.greaterThan(decimal("0.5"))                  | widens | narrows | widens  | widens and narrows
            at     | context.at < datetime("2030-01-01")                        | widens | narrows | narrows | widens and narrows
            age    | duration("8h") > context.age                               | widens | narrows | narrows | widens and narrows
            peer   | context.peer.isInRange(ip("10.0.0.0/8"))                   | widens | narrows | widens and narrows | widens and narrows
            window | context.window.open                                        | widens | narrows | widens  | widens and narrows
            window | context has window && context.window has ends              | widens | narrows | none    | widens and narrows
            who    | context.who == principal                                   | widens | narrows | widens and narrows | widens and narrows
            who    | context.who.level > 3                                      | widens | narrows | widens and narrows | widens and narrows
            """)
    void for_a_permit_when(
            String input, String condition, String appear, String disappear, String increase, String change)
            throws InvalidInput {
        var analysis = analysis("permit(principal, action, resource) when { " + condition + " };");

        assertThat(moves(analysis, ASKS_TO_READ, InputPath.of(Root.CONTEXT, input)))
                .containsExactly(appear, disappear, increase, change);
    }

    @ParameterizedTest(name = "{0} when {1}")
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', textBlock = """
            risk   | context.risk * 0 >= 0
            at     | context.at.offset(duration("1h")) < datetime("2030-01-01")
            window | context == {strict: true}
            """)
    void what_is_not_worked_out_exactly_is_said_to_go_both_ways(String input, String condition) throws InvalidInput {
        var analysis = analysis("permit(principal, action, resource) when { " + condition + " };");

        assertThat(analysis.of(ASKS_TO_READ, InputPath.of(Root.CONTEXT, input), Move.INCREASE)).hasToString(
                "widens and narrows");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', textBlock = """
            permit(principal, action, resource) when { context.mfa }; forbid(principal, action, resource) when { context.mfa };
            permit(principal, action, resource) when { context has mfa }; permit(principal, action, resource) unless { context has mfa };
            permit(principal, action, resource); permit(principal, action, resource) when { context.mfa };
            forbid(principal, action, resource); permit(principal, action, resource) when { context.mfa };
            permit(principal, action == Action::"greet", resource) when { context.mfa };
            permit(principal is Group, action, resource) when { context.mfa };
            permit(principal in Doc::"d", action, resource) when { context.mfa };
            """)
    void policies_that_make_up_for_each_other_or_cannot_apply_turn_nothing(String policies) throws InvalidInput {
        var analysis = analysis(policies);

        assertThat(moves(analysis, ASKS_TO_READ, InputPath.of(Root.CONTEXT, "mfa"))).containsOnly("none");
    }

    @Test
    void a_move_of_any_kind_can_do_what_each_kind_can() throws InvalidInput {
        var analysis = analysis("permit(principal, action, resource) when { context has mfa };");
        var mfa = InputPath.of(Root.CONTEXT, "mfa");

        assertThat(analysis.of(ASKS_TO_READ, mfa, Move.CHANGE)).hasToString("none");
        assertThat(analysis.of(ASKS_TO_READ, mfa, Move.ANY)).hasToString("widens and narrows");
    }

    @Test
    void inputs_that_move_together_can_do_what_each_can() throws InvalidInput {
        var analysis = analysis(ALL
                + "forbid(principal, action, resource) when { context has mfa && context has risk };");
        var both = List.of(InputPath.of(Root.CONTEXT, "mfa"), InputPath.of(Root.CONTEXT, "risk"));

        assertThat(analysis.of(ASKS_TO_READ, both, Move.APPEAR)).hasToString("narrows");
        assertThat(analysis.of(ASKS_TO_READ, both, Move.DISAPPEAR)).hasToString("widens");
    }

    @ParameterizedTest(name = "principal.{0} when {1}: {2}")
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', textBlock = """
            level         | principal.level > 3                                  | widens
            level         | resource.owner.level > 3                             | widens
            level         | context.who.level > 3                                | widens
            level         | resource.level > 3                                   | none
            level         | User::"root".level > 3                               | widens
            level         | principal.manager.level > 3                          | widens
            level         | (if context.strict then principal else principal).level > 3 | widens and narrows
            level         | principal == resource.owner                          | none
            manager       | principal.manager.level > 3                          | widens and narrows
            manager       | resource.owner has manager                           | none
            manager.level | principal.level > 3                                  | widens
            home          | resource.owner.home.city == "x"                      | widens and narrows
            home          | resource.owner.home == {city: "x"}                   | widens and narrows
            home.city     | resource.owner.home == {city: "x"}                   | widens and narrows
            """)
    void an_attribute_moves_under_every_name_it_may_have(String attributes, String condition, String increase)
            throws InvalidInput {
        var analysis = analysis("permit(principal, action, resource) when { " + condition + " };");
        var input = InputPath.of(Root.PRINCIPAL, attributes.split("[.]"));

        assertThat(analysis.of(ASKS_TO_READ, input, Move.INCREASE)).hasToString(increase);
    }

    @Test
    void the_resource_may_be_the_principal_where_their_types_are_one() throws InvalidInput {
        var analysis = analysis("permit(principal, action, resource) when { resource.level > 3 };");
        var level = InputPath.of(Root.PRINCIPAL, "level");

        assertThat(analysis.of(GREETS, level, Move.INCREASE)).hasToString("widens");
        assertThat(analysis.of(ASKS_TO_READ, level, Move.INCREASE)).hasToString("none");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', textBlock = """
            principal.getTag("stage") > 3                                    | widens
            principal.hasTag("stage") && principal.getTag("stage") > 3       | widens
            principal.getTag(if context.strict then "stage" else "other") > 3 | widens and narrows
            principal.getTag("other") > 3                                    | none
            resource.owner.getTag("stage") > 3                               | widens
            principal.hasTag("stage")                                        | none
            """)
    void a_tag_moves_whatever_its_name_is_read_from(String condition, String increase) throws InvalidInput {
        var analysis = analysis("permit(principal, action, resource) when { " + condition + " };");
        var input = new InputPath(Root.PRINCIPAL, List.<Step>of(new Tag("stage")));

        assertThat(analysis.of(ASKS_TO_READ, input, Move.INCREASE)).hasToString(increase);
    }

    @Test
    void without_typed_inputs_a_signal_may_be_of_another_kind() throws InvalidInput {
        var policies = ALL + """
                forbid(principal, action, resource) when { context has risk && (context.risk > 3 || context.risk <= 3) };
                """;
        var risk = InputPath.of(Root.CONTEXT, "risk");

        assertThat(analysis(policies).of(ASKS_TO_READ, risk, Move.CHANGE)).hasToString("none");
        assertThat(InfluenceAnalysis.of(schema(), PolicyParser.parse(Source.of(policies)), Assumption.NONE)
                .of(ASKS_TO_READ, risk, Move.CHANGE)).hasToString("widens and narrows");
    }

    @Test
    void what_is_not_declared_moves_only_where_inputs_are_not_typed() throws InvalidInput {
        var policies = "permit(principal, action, resource) when { context has secret };";
        var secret = InputPath.of(Root.CONTEXT, "secret");

        assertThat(analysis(policies).of(ASKS_TO_READ, secret, Move.APPEAR)).hasToString("none");
        assertThat(InfluenceAnalysis.of(schema(), PolicyParser.parse(Source.of(policies)), Assumption.NONE)
                .of(ASKS_TO_READ, secret, Move.APPEAR)).hasToString("widens");
    }

    @Test
    void a_witness_names_the_policy_the_position_and_the_reason() throws InvalidInput {
        var policies = new Source("acme/guard.cedar", ALL + """
                forbid(principal, action, resource)
                when { context.strict && (context has geo || context.risk > 70) };
                """);
        var witness = InfluenceAnalysis.of(schema(), PolicyParser.parse(policies), Assumption.TYPED_INPUTS)
                .of(ASKS_TO_READ, InputPath.of(Root.CONTEXT, "risk"), Move.DISAPPEAR)
                .widenings()
                .getFirst();

        assertThat(witness).hasToString("acme/guard.cedar:3:46: forbid `policy1` no longer applies when `context.risk` "
                + "disappears: `context.risk > 70` is true before and an error after; a forbid that fails to evaluate "
                + "does not count");
        assertThat(witness.certainty()).isEqualTo(Witness.Certainty.FOUND);
        assertThat(witness.principals()).containsExactly("User");
        assertThat(witness.steps()).extracting(Witness.Step::text).containsExactly(
                "context.strict && (context has geo || context.risk > 70)",
                "context has geo || context.risk > 70",
                "context.risk > 70");
    }

    @Test
    void deep_and_long_policies_are_analysed_within_the_stack() throws InvalidInput {
        var deep = "!".repeat(4) + "(".repeat(90) + "context.mfa" + " && context.strict)".repeat(90);
        var wide = Stream.generate(() -> "context.risk == 1").limit(300).collect(Collectors.joining(" || "));
        var analysis = analysis("permit(principal, action, resource) when { %s } when { %s };".formatted(deep, wide));

        assertThat(analysis.of(ASKS_TO_READ, InputPath.of(Root.CONTEXT, "mfa"), Move.APPEAR)).hasToString("widens");
    }

    @Test
    void more_literals_than_are_told_apart_only_cost_precision() throws InvalidInput {
        var many = Stream.iterate(0, i -> i + 1).limit(50).map("context.risk == %d"::formatted).collect(
                Collectors.joining(" || "));
        var analysis = analysis("permit(principal, action, resource) when { " + many + " };");

        assertThat(moves(analysis, ASKS_TO_READ, InputPath.of(Root.CONTEXT, "risk"))).containsExactly(
                "widens", "narrows", "widens and narrows", "widens and narrows");
    }

    private static List<String> moves(InfluenceAnalysis analysis, Environment environment, InputPath input) {
        return Stream.of(Move.APPEAR, Move.DISAPPEAR, Move.INCREASE, Move.CHANGE)
                .map(move -> analysis.of(environment, input, move).toString())
                .toList();
    }

    static Schema schema() throws InvalidInput {
        return Schema.parse(Source.of(SCHEMA));
    }

    static InfluenceAnalysis analysis(String policies) throws InvalidInput {
        return InfluenceAnalysis.of(schema(), PolicyParser.parse(Source.of(policies)), Assumption.TYPED_INPUTS);
    }
}
