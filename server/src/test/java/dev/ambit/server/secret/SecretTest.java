package dev.ambit.server.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretTest {
    private final Secret secret = Secret.of("correct horse battery staple");

    private record Around(Secret secret, Optional<Secret> perhaps, List<Secret> many) {}

    @Test
    void it_prints_as_nothing_wherever_it_stands() {
        assertThat(List.of("%s".formatted(secret), String.valueOf(secret), new Around(secret, Optional.of(secret), List
                .of(
                        secret)).toString(), "" + secret.hashCode())).noneMatch(text -> text.contains("horse"));
    }

    @Test
    void two_of_the_same_text_are_equal() {
        assertThat(secret).isEqualTo(Secret.of(secret.reveal())).isNotEqualTo(Secret.of("correct horse")).isNotEqualTo(
                "correct horse battery staple");
        assertThat(Secret.random(new SecureRandom())).isNotEqualTo(Secret.random(new SecureRandom()));
    }

    @Test
    void one_in_a_file_ends_before_the_line_does_and_its_mistakes_name_the_file_alone(@TempDir Path directory)
            throws IOException {
        var file = Files.writeString(directory.resolve("password"), "correct horse battery staple\n");
        assertThat(Secret.inFile(file)).isEqualTo(secret);

        Files.writeString(file, "\n");
        assertThatThrownBy(() -> Secret.inFile(file)).hasMessage("`%s` is empty", file);
        Files.writeString(file, "x".repeat(70_000));
        assertThatThrownBy(() -> Secret.inFile(file)).hasMessage("`%s` has more than 65,536 bytes", file);
        assertThatThrownBy(() -> Secret.of("")).isInstanceOf(IllegalArgumentException.class);
    }
}
