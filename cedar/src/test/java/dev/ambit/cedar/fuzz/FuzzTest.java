package dev.ambit.cedar.fuzz;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.ambit.cedar.text.Source;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FuzzTest {
    @ParameterizedTest
    @EnumSource
    void a_parser_accepts_the_text_its_fuzzing_begins_with(FuzzedParser parser) {
        assertThatCode(() -> parser.read(Source.of(parser.accepted()))).doesNotThrowAnyException();
    }

    @Test
    void no_text_makes_any_parser_fail() throws IOException, InterruptedException {
        Fuzzing.fuzz("", Duration.ofSeconds(8));
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource
    void no_text_makes_this_parser_fail(FuzzedParser parser) throws IOException, InterruptedException {
        Fuzzing.fuzz(parser.name(), Duration.ofMinutes(2));
    }
}
