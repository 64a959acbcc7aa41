package dev.ambit.bench;

import dev.ambit.bench.house.RestartQuestions;
import dev.ambit.bench.measure.Effort;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.core.encoding.Corrupt;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;

/// How soon does the packaged server decide after a start, with a million tasks and with none, and how soon does it refuse what ended?
public final class RestartBench {
    private RestartBench() {}

    public static void main(String[] args) throws IOException, InvalidInput, Corrupt, URISyntaxException {
        try {
            RestartQuestions.ask(Effort.of(args), jar()).forEach(System.out::println);
        } catch (IllegalArgumentException wrong) {
            System.err.println("bench/run restart: " + wrong.getMessage());
            System.exit(2);
        }
    }

    /// Of the repository that these classes were built in, and built with them.
    private static Path jar() throws URISyntaxException {
        var classes = Path.of(RestartBench.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        return Path.of(System.getProperty("ambit.jar", classes.resolve("../../../server/target/ambit.jar").normalize()
                .toString()));
    }
}
