package dev.ambit.cedar.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.authorize.Response.Decision;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.RecordValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResponseTest {
    @Test
    void determining_policies_stand_in_order_and_stay_as_they_were() {
        var determining = new HashSet<>(Set.of("b", "a", "c"));
        var errors = new ArrayList<>(List.of(new EvaluationError("p", EvaluationError.Kind.TYPE, Span.NONE, "wrong")));
        var response = new Response(Decision.ALLOW, determining, errors);

        determining.clear();
        errors.clear();

        assertThat(response.determining()).containsExactly("a", "b", "c");
        assertThat(response.errors()).hasSize(1);
        assertThat(response.isAllowed()).isTrue();
        assertThat(new Response(Decision.DENY, Set.of(), List.of()).isAllowed()).isFalse();
    }

    @Test
    void a_request_without_context_has_an_empty_one() {
        var a = EntityUid.of("User", "a");

        assertThat(Request.of(a, a, a)).isEqualTo(new Request(a, a, a, RecordValue.EMPTY));
    }
}
