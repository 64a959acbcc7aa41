package dev.ambit.cedar.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.AnyValue;
import dev.ambit.cedar.RandomPolicies;
import dev.ambit.cedar.RandomPolicies.Knobs;
import dev.ambit.cedar.json.JsonWriter;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.value.EntityUid;
import java.util.HashMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

    @RepeatedTest(100)
    void templates_and_their_links_are_read_back(RepetitionInfo run) throws InvalidInput {
        var random = new SplittableRandom(run.getCurrentRepetition());
        var policies = policies(run);
        var links = policies.stream().filter(Policy::isTemplate)
                .flatMap(template -> links(template, random)).toList();
        var set = PolicySet.of(policies, links);

        var read = PolicyJson.read(Source.of(PolicyJson.write(set).toString()));

        assertThat(read.links()).isEqualTo(set.links());
        assertThat(read.effective()).extracting(PolicyPrinter::print)
                .isEqualTo(set.effective().stream().map(PolicyPrinter::print).toList());
    }

    private static Stream<TemplateLink> links(Policy template, SplittableRandom random) {
        return IntStream.range(0, random.nextInt(3)).mapToObj(i -> {
            var values = new HashMap<Root, EntityUid>();
            template.slots().forEach(slot -> values.put(slot, AnyValue.uid(random)));
            return new TemplateLink(template.id(), "%s link %d".formatted(template.id(), i), values);
        });
    }

    private static List<Policy> policies(RepetitionInfo run) {
        return new RandomPolicies(new SplittableRandom(run.getCurrentRepetition()), Knobs.WILD).policies(POLICIES);
    }
}
