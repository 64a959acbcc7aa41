package dev.ambit.cedar.partial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.authorize.EvaluationError;
import dev.ambit.cedar.authorize.EvaluationError.Kind;
import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.authorize.Response;
import dev.ambit.cedar.authorize.Response.Decision;
import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.syntax.Policy.Effect;
import dev.ambit.cedar.syntax.PolicySet;
import dev.ambit.cedar.syntax.Scope;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.EntityUid;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReferenceTest {
    private static final Request REQUEST = Request.of(EntityUid.of("User", "alice"), EntityUid.of("Action", "read"),
            EntityUid.of("Doc", "plan"));

    private static final Expr TRUE = new Expr.Literal(BoolValue.TRUE, Span.NONE);
    private static final Expr MISSING = new Expr.Attribute(new Expr.Variable(Expr.Root.CONTEXT, Span.NONE), "risk",
            Span.NONE);

    @Test
    void a_satisfied_permit_allows() {
        assertThat(decide(policy("p", Effect.PERMIT, TRUE)))
                .isEqualTo(new Response(Decision.ALLOW, Set.of("p"), List.of()));
    }

    @Test
    void a_satisfied_forbid_denies_whatever_is_permitted() {
        assertThat(decide(policy("p", Effect.PERMIT, TRUE), policy("f", Effect.FORBID, TRUE)))
                .isEqualTo(new Response(Decision.DENY, Set.of("f"), List.of()));
    }

    @Test
    void a_policy_that_fails_counts_as_not_satisfied_and_is_named() {
        assertThat(decide(policy("p", Effect.PERMIT, TRUE), policy("f", Effect.FORBID, MISSING)))
                .isEqualTo(new Response(Decision.ALLOW, Set.of("p"), List.of(new EvaluationError(
                        "f", Kind.MISSING_ATTRIBUTE, Span.NONE, "attribute `risk` is not in `context`"))));
    }

    @Test
    void without_policies_the_answer_is_no() {
        assertThat(decide()).isEqualTo(new Response(Decision.DENY, Set.of(), List.of()));
    }

    private static Response decide(Policy... policies) {
        return Reference.decide(PolicySet.of(policies), REQUEST, Entities.EMPTY);
    }

    private static Policy policy(String id, Effect effect, Expr condition) {
        var any = new Scope.Any();
        var when = List.of(new Policy.Condition(Policy.Condition.Kind.WHEN, condition));
        return new Policy(id, effect, Map.of(), any, any, any, when, Source.of(""), Span.NONE);
    }
}
