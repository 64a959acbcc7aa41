package dev.ambit.cedar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.json.JsonWriter;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.schema.WrittenSchema;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every schema of Cedar's integration tests is read, and means the same in the other syntax.
class SchemaCorpusTest {
    @Test
    void schemas_mean_the_same_in_both_syntaxes() throws InvalidInput {
        var cases = Stream.concat(Vectors.handWritten().stream(), Vectors.corpus().stream()).toList();
        assertThat(cases).isNotEmpty();
        for (var test : cases) {
            var written = WrittenSchema.parse(test.schema());
            var meaning = Schema.of(List.of(written));
            var human = WrittenSchema.parse(Source.of(written.toHuman()));
            var json = WrittenSchema.parse(Source.of(JsonWriter.compact(written.toJson())));

            assertThat(Schema.of(List.of(human))).as(test.name()).isEqualTo(meaning);
            assertThat(Schema.of(List.of(json))).as(test.name()).isEqualTo(meaning);
            assertThat(human.toJson()).as(test.name()).isEqualTo(json.toJson());
            assertThat(WrittenSchema.parse(Source.of(json.toHuman())).toJson()).as(test.name()).isEqualTo(json
                    .toJson());
        }
    }
}
