package dev.ambit.cedar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.syntax.PolicyFormatter;
import dev.ambit.cedar.syntax.PolicyJson;
import dev.ambit.cedar.syntax.PolicyParser;
import dev.ambit.cedar.syntax.PolicyPrinter;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Source;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every policy file of the public corpora is read, and survives each way of writing it.
class SyntaxCorpusTest {

    @Test
    void every_file_of_the_corpora_survives() throws InvalidInput {
        for (var each : Stream.concat(Vectors.handWritten().stream(), Vectors.corpus().stream()).toList()) {
            assertSurvives(each.policies());
        }
    }

    private static void assertSurvives(Source source) throws InvalidInput {
        var policies = PolicyParser.parseAll(source, Limits.DEFAULT);
        var json = PolicyJson.write(PolicyParser.parse(source));
        var printed = PolicyPrinter.print(policies);
        var formatted = PolicyFormatter.format(source);

        assertThat(PolicyJson.write(PolicyParser.parse(Source.of(printed)))).as(source.name()).isEqualTo(json);
        assertThat(PolicyJson.write(PolicyParser.parse(Source.of(formatted)))).as(source.name()).isEqualTo(json);
        assertThat(PolicyFormatter.format(Source.of(formatted))).as(source.name()).isEqualTo(formatted);
        assertThat(PolicyJson.write(PolicyJson.read(Source.of(json.toString())))).as(source.name()).isEqualTo(json);
    }
}
