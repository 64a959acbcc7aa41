package dev.ambit.cedar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program in `docs/cedar.md` is compiled and run as a reader would, on the module alone.
class GuideTest {
    private static final Path GUIDE = Path.of("..", "docs", "cedar.md");
    private static final Path MODULE = Path.of("target", "classes");

    @Test
    void the_program_of_the_guide_prints_what_the_guide_says(@TempDir Path directory) throws Exception {
        var program = Files.writeString(directory.resolve("Guide.java"), blocks("java"));

        var java = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--module-path", MODULE.toAbsolutePath().toString(), "--add-modules", "dev.ambit.cedar",
                program.toString()).redirectErrorStream(true).start();
        var printed = new String(java.getInputStream().readAllBytes(), UTF_8);

        assertThat(withoutBlankLines(printed)).isEqualTo(withoutBlankLines(blocks("text")));
        assertThat(java.waitFor()).isZero();
    }

    private static String blocks(String language) throws IOException {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(GUIDE))
                .results()
                .map((MatchResult block) -> block.group(1))
                .collect(Collectors.joining());
    }

    private static String withoutBlankLines(String text) {
        return text.lines().filter(line -> !line.isBlank()).collect(Collectors.joining("\n"));
    }
}
