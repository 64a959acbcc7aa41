package dev.ambit.cedar.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.RandomPolicies;
import dev.ambit.cedar.RandomPolicies.Knobs;
import dev.ambit.cedar.json.JsonWriter;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Source;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/// What is written in one syntax and read again is the same. The repetition is the seed.
class RoundTripTest {
    private static final int POLICIES = 20;

    @RepeatedTest(100)
    void a_policy_that_was_printed_is_read_back(RepetitionInfo run) throws InvalidInput {
        for (var policy : policies(run)) {
            var read = PolicyParser.parsePolicy(Source.of(PolicyPrinter.print(policy)), Limits.DEFAULT);

            assertThat(PolicyJson.write(read)).isEqualTo(PolicyJson.write(policy));
        }
    }

    @RepeatedTest(100)
    void a_policy_that_was_written_as_json_is_read_back(RepetitionInfo run) throws InvalidInput {
        var set = PolicySet.of(policies(run), List.of());
        var json = PolicyJson.write(set);

        var read = PolicyJson.read(Source.of(JsonWriter.pretty(json)));

        assertThat(PolicyJson.write(read)).isEqualTo(json);
    }

    @RepeatedTest(100)
    void a_policy_keeps_its_text_through_json(RepetitionInfo run) throws InvalidInput {
        for (var policy : policies(run)) {
            var json = PolicyJson.write(policy).toString();

            var read = PolicyJson.readPolicy(policy.id(), Source.of(json), Limits.DEFAULT);

            assertThat(PolicyPrinter.print(read)).isEqualTo(PolicyPrinter.print(policy));
        }
    }

    private static List<Policy> policies(RepetitionInfo run) {
        return new RandomPolicies(new SplittableRandom(run.getCurrentRepetition()), Knobs.WILD).policies(POLICIES);
    }
}
