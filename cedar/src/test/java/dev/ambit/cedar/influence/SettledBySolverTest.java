package dev.ambit.cedar.influence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.engine.InputPath;
import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.entity.Entity;
import dev.ambit.cedar.influence.ExactInfluence.Claim;
import dev.ambit.cedar.influence.ExactInfluence.Confirmed;
import dev.ambit.cedar.influence.ExactInfluence.Situation;
import dev.ambit.cedar.influence.Witness.Certainty;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.validate.Environment;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettledBySolverTest {
    private static final EntityUid USER = EntityUid.of("User", "u");
    private static final EntityUid READ = EntityUid.of("Action", "read");
    private static final EntityUid DOC = EntityUid.of("Doc", "d");
    private static final Environment ASKS_TO_READ = new Environment("User", READ, "Doc");
    private static final InputPath MFA = InputPath.of(Root.CONTEXT, "mfa");
    private static final InputPath LEVEL = InputPath.of(Root.PRINCIPAL, "level");

    private static final String POLICIES = """
            permit(principal, action, resource) when { context has mfa && context.mfa };
            permit(principal, action, resource) when { principal.level > 3 && resource has owner };
            """;

    @Test
    void only_what_was_not_ruled_out_is_asked_about() throws InvalidInput {
        var asked = new ArrayList<Claim>();
        var analysis = InfluenceAnalysisTest.analysis(POLICIES).settledBy(claim -> {
            asked.add(claim);
            return new ExactInfluence.Unknown("a test does not know");
        });

        assertThat(analysis.of(ASKS_TO_READ, MFA, Move.APPEAR)).hasToString("widens");
        assertThat(asked).singleElement().satisfies(claim -> {
            assertThat(claim.direction()).isEqualTo(Direction.WIDEN);
            assertThat(claim.policies()).extracting(policy -> policy.id()).containsExactly("policy0", "policy1");
        });
    }

    @Test
    void what_is_refuted_is_gone() throws InvalidInput {
        var analysis = InfluenceAnalysisTest.analysis(POLICIES).settledBy(_ -> new ExactInfluence.Refuted());

        assertThat(analysis.of(ASKS_TO_READ, MFA, Move.ANY)).isEqualTo(Influence.NONE);
    }

    @Test
    void what_is_confirmed_by_situations_that_turn_is_confirmed() throws InvalidInput {
        var found = new Confirmed(situation(Map.of(), 1), situation(Map.of("mfa", BoolValue.TRUE), 1));

        assertThat(widening(found, MFA, Move.APPEAR)).isEqualTo(Certainty.CONFIRMED);
    }

    @Test
    void an_attribute_of_an_entity_is_compared_where_it_is_kept() throws InvalidInput {
        var found = new Confirmed(situation(Map.of(), 3), situation(Map.of(), 4));

        assertThat(widening(found, LEVEL, Move.INCREASE)).isEqualTo(Certainty.CONFIRMED);
        assertThat(widening(found, LEVEL, Move.APPEAR)).isEqualTo(Certainty.FOUND);
    }

    @Test
    void what_is_confirmed_by_anything_else_is_not_believed() throws InvalidInput {
        var without = situation(Map.of(), 1);
        var with = situation(Map.of("mfa", BoolValue.TRUE), 1);

        assertThat(widening(new Confirmed(with, with), MFA, Move.APPEAR)).isEqualTo(Certainty.FOUND);
        assertThat(widening(new Confirmed(without, without), MFA, Move.APPEAR)).isEqualTo(Certainty.FOUND);
        assertThat(widening(new Confirmed(with, without), MFA, Move.APPEAR)).isEqualTo(Certainty.FOUND);
        assertThat(widening(new Confirmed(without, with), MFA, Move.CHANGE)).isEqualTo(Certainty.FOUND);
        assertThat(widening(new Confirmed(situation(Map.of("strict", BoolValue.TRUE), 1), with), MFA, Move.APPEAR))
                .as("another input moved too").isEqualTo(Certainty.FOUND);
        assertThat(widening(new Confirmed(situation(Map.of(), 2), with), MFA, Move.APPEAR))
                .as("an entity changed too").isEqualTo(Certainty.FOUND);
        assertThat(widening(new Confirmed(asking(DOC), asking(DOC)), MFA, Move.APPEAR))
                .as("requests of another kind").isEqualTo(Certainty.FOUND);
    }

    private static Certainty widening(Confirmed found, InputPath input, Move move) throws InvalidInput {
        return InfluenceAnalysisTest.analysis(POLICIES)
                .settledBy(_ -> found)
                .of(ASKS_TO_READ, input, move)
                .widenings()
                .getFirst()
                .certainty();
    }

    private static Situation situation(Map<String, Value> context, long level) {
        var user = Entity.of(USER, RecordValue.of(Map.of("level", LongValue.of(level))), Set.of());
        var doc = Entity.of(DOC, RecordValue.of(Map.of("owner", USER)), Set.of());
        return new Situation(new Request(USER, READ, DOC, RecordValue.of(context)), Entities.of(List.of(user, doc)));
    }

    private static Situation asking(EntityUid principal) {
        return new Situation(Request.of(principal, READ, DOC), Entities.EMPTY);
    }
}
