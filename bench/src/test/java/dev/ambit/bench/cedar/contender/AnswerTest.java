package dev.ambit.bench.cedar.contender;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTest {
    private static final Answer OFFICIAL = answer(true, "policy1", "policy2");

    @ParameterizedTest(name = "allowed {0} by {1}, {2} failed: {3}")
    @CsvSource(textBlock = """
            true,  policy1, policy2, true
            false, policy1, policy2, false
            true,  policy3, policy2, false
            true,  policy1, policy3, false
            """)
    void answers_agree_in_decision_determining_and_failed_policies(
            boolean allowed, String determining, String failed, boolean agree) {
        assertThat(answer(allowed, determining, failed).agreesWith(OFFICIAL)).isEqualTo(agree);
    }

    @ParameterizedTest(name = "allowed {0}: {0}")
    @CsvSource({"true", "false"})
    void an_engine_that_tells_only_its_decision_is_held_to_that(boolean allowed) {
        assertThat(new Answer(allowed, Optional.empty()).agreesWith(OFFICIAL)).isEqualTo(allowed);
    }

    private static Answer answer(boolean allowed, String determining, String failed) {
        return new Answer(allowed, Optional.of(new Answer.Why(Set.of(determining), Set.of(failed))));
    }
}
