package dev.ambit.cedar.influence;

import static dev.ambit.cedar.influence.InfluenceAnalysisTest.analysis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.engine.InputPath;
import dev.ambit.cedar.json.JsonWriter;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.syntax.PolicyParser;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.value.EntityUid;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class InfluenceReportTest {
    private static final ActionOn READ = new ActionOn(EntityUid.of("Action", "read"), "Doc");
    private static final InputPath RISK = InputPath.of(Root.CONTEXT, "risk");
    private static final InputPath MFA = InputPath.of(Root.CONTEXT, "mfa");

    private static final String POLICIES = """
            permit(principal, action, resource) when { context has mfa && context.mfa };
            forbid(principal, action, resource) when { context has risk && context.risk > 70 };
            forbid(principal, action, resource) unless { context has geo && context.geo == "home" };
            """;

    @Test
    void what_must_be_known_is_what_may_widen_by_being_lost() throws InvalidInput {
        var report = analysis(POLICIES).report();

        assertThat(report.mustKnow(READ)).containsExactly(RISK);
    }

    @Test
    void every_declared_input_of_the_context_has_a_row_records_before_what_they_hold() throws InvalidInput {
        var rows = analysis(POLICIES).report().rows();

        assertThat(rows).extracting(row -> row.on() + " " + row.input()).containsExactly(
                "Action::\"read\" on Doc context.age",
                "Action::\"read\" on Doc context.at",
                "Action::\"read\" on Doc context.geo",
                "Action::\"read\" on Doc context.mfa",
                "Action::\"read\" on Doc context.peer",
                "Action::\"read\" on Doc context.risk",
                "Action::\"read\" on Doc context.roles",
                "Action::\"read\" on Doc context.score",
                "Action::\"read\" on Doc context.strict",
                "Action::\"read\" on Doc context.who",
                "Action::\"read\" on Doc context.window",
                "Action::\"read\" on Doc context.window.ends",
                "Action::\"read\" on Doc context.window.open");
        assertThat(rows.stream().filter(InfluenceReport.Row::hasInfluence).map(row -> row.input().toString()))
                .containsExactly("context.geo", "context.mfa", "context.risk");
    }

    @Test
    void all_policies_by_which_an_input_widens_are_named() throws InvalidInput {
        var report = analysis(POLICIES
                + "permit(principal, action, resource) when { context.mfa && resource.level > 3 };")
                .report(List.of(MFA));

        assertThat(report.witnesses(MFA, EnumSet.of(Move.APPEAR, Move.CHANGE), Direction.WIDEN))
                .extracting(witness -> witness.policy().id())
                .containsExactly("policy0", "policy3");
    }

    @Test
    void types_of_principal_are_folded_into_the_witness() throws InvalidInput {
        var schema = Schema.parse(Source.of("""
                entity User, Agent, Bot, Doc;
                action read appliesTo { principal: [User, Agent, Bot], resource: Doc, context: { mfa?: Bool } };
                """));
        var policies = PolicyParser.parse(Source.of("""
                permit(principal, action, resource) when { context has mfa };
                forbid(principal is Bot, action, resource);
                """));
        var report = InfluenceAnalysis.of(schema, policies, Assumption.TYPED_INPUTS).report();

        assertThat(report.rows()).hasSize(1);
        assertThat(report.rows().getFirst().of(Move.APPEAR).widenings())
                .singleElement()
                .satisfies(witness -> assertThat(witness.principals()).containsExactly("Agent", "User"));
    }

    @Test
    void programs_read_it_as_json() throws InvalidInput {
        var report = analysis("permit(principal, action, resource) when { context has mfa };").report(List.of(MFA));

        assertThat(JsonWriter.pretty(InfluenceJson.of(report))).startsWith("""
                {
                  "assumption": "typed-inputs",
                  "rows": [
                    {
                      "action": "Action::\\"read\\"",
                      "resource": "Doc",
                      "input": "context.mfa",
                      "moves": {
                        "appear": {
                          "widens": [
                            {
                              "policy": "policy0",
                              "effect": "permit",
                              "file": "<input>",
                              "line": 1,
                              "column": 44,
                              "certainty": "found",
                              "before": "false",
                              "after": "true",
                              "principals": [
                                "User"
                              ],
                              "steps": [
                                {
                                  "text": "context has mfa",
                                  "before": "false",
                                  "after": "true"
                                }
                              ],
                              "reason": "permit `policy0` begins to apply when `context.mfa` appears: `context has mfa` is false before and true after"
                            }
                          ],
                          "narrows": []
                        },
                """);
    }
}
