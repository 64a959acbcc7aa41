package dev.ambit.cedar.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.RandomSchemas;
import dev.ambit.cedar.json.JsonWriter;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/// What is written in one syntax means the same in the other.
class RoundTripTest {
    @RepeatedTest(150) // the repetition is the seed
    void a_schema_means_the_same_in_both_syntaxes(RepetitionInfo run) throws InvalidInput {
        var written = any(run);
        var meaning = resolve(written);

        var human = human(written.toHuman());
        var json = json(JsonWriter.pretty(written.toJson()));

        assertThat(resolve(human)).isEqualTo(meaning);
        assertThat(resolve(json)).isEqualTo(meaning);
        assertThat(json.toJson()).isEqualTo(written.toJson());
        assertThat(human.toHuman()).isEqualTo(written.toHuman());
    }

    @RepeatedTest(150)
    void what_was_converted_once_is_converted_back_to_the_letter(RepetitionInfo run) throws InvalidInput {
        var written = any(run);
        var human = human(written.toHuman());

        assertThat(json(JsonWriter.compact(human.toJson())).toHuman()).isEqualTo(written.toHuman());
        assertThat(human(json(JsonWriter.compact(human.toJson())).toHuman()).toJson()).isEqualTo(human.toJson());
    }

    private static WrittenSchema any(RepetitionInfo run) {
        var random = new RandomSchemas(new SplittableRandom(run.getCurrentRepetition()));
        return run.getCurrentRepetition() % 2 == 0 ? random.valid() : random.hiding();
    }

    private static WrittenSchema human(String text) throws InvalidInput {
        return WrittenSchema.parse(new Source("random.cedarschema", text));
    }

    private static WrittenSchema json(String text) throws InvalidInput {
        return WrittenSchema.parse(new Source("random.cedarschema.json", text));
    }

    private static Schema resolve(WrittenSchema written) throws InvalidInput {
        return Schema.of(List.of(written));
    }
}
