package dev.ambit.cedar.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.Jazzer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Coverage-guided fuzzing of [FuzzTarget] in a JVM of its own, in which Jazzer instruments what it fuzzes.
/// It fails on any exception the target throws, on an input that takes longer than five seconds, and on the end of
/// memory. The input that did it is kept under `target/fuzz`, and its name is in the message.
final class Fuzzing {
    private static final Duration START_AND_END = Duration.ofSeconds(60);
    private static final int LONGEST_INPUT = 4096;

    private Fuzzing() {}

    /// @param parser the [FuzzedParser] to fuzz, or nothing for all of them
    static void fuzz(String parser, Duration time) throws IOException, InterruptedException {
        var folder = Files.createDirectories(Path.of("target", "fuzz", parser.isEmpty() ? "all" : parser));
        var output = folder.resolve("output.txt");
        var process = new ProcessBuilder(command(parser, time, sow(folder)))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        var ended = process.waitFor(time.plus(START_AND_END).toSeconds(), TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly();
        }
        assertThat(ended && process.exitValue() == 0)
                .as("fuzzing ended badly, see %s:%n%s", output, Files.readString(output))
                .isTrue();
        assertThat(Files.readString(output)).as("the fuzzer tried nothing").containsPattern("Done [1-9][0-9]+ runs");
    }

    /// The folder in which the fuzzer keeps what took a new branch, at first what the parsers accept.
    private static Path sow(Path folder) throws IOException {
        var corpus = Files.createDirectories(folder.resolve("corpus"));
        for (var parser : FuzzedParser.values()) {
            Files.write(corpus.resolve(parser.name()), FuzzTarget.input(parser));
        }
        return corpus;
    }

    private static List<String> command(String parser, Duration time, Path corpus) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dambit.fuzz=" + parser,
                "-cp", System.getProperty("java.class.path"),
                Jazzer.class.getName()));
        command.addAll(List.of(
                "--target_class=" + FuzzTarget.class.getName(),
                "--instrumentation_includes=dev.ambit.**",
                "--disabled_hooks=*",
                "--reproducer_path=" + corpus.getParent(),
                "-artifact_prefix=" + corpus.getParent() + "/",
                "-max_total_time=" + time.toSeconds(),
                "-max_len=" + LONGEST_INPUT,
                "-timeout=30",
                corpus.toString()));
        return command;
    }
}
