package dev.ambit.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The packaged command line, in a process of its own.
///
/// @param out what it printed, the one to its output and the other to its error output
record Ambit(int exitCode, String out) {
    private static final Path ROOT = Path.of(System.getProperty("ambit.root", "..")).toAbsolutePath().normalize();
    private static final Path JAR = Path.of(System.getProperty("ambit.jar", ROOT + "/server/target/ambit.jar"));

    /// A file of the repository.
    static Path file(String path) {
        return ROOT.resolve(path);
    }

    /// How to start it: with little compiled, since what runs here runs for seconds.
    static ProcessBuilder process(Object... arguments) {
        var words = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "-jar", JAR.toString()));
        for (var argument : arguments) {
            words.add(argument.toString());
        }
        return new ProcessBuilder(words).redirectErrorStream(true);
    }

    static Ambit run(Object... arguments) {
        return run(process(arguments));
    }

    static Ambit run(ProcessBuilder builder) {
        try {
            var process = builder.start();
            process.getOutputStream().close();
            var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return new Ambit(process.exitValue(), out);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }
}
