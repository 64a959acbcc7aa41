package dev.ambit.bench;

import dev.ambit.bench.http.HttpQuestions;
import dev.ambit.bench.measure.Effort;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.core.encoding.Corrupt;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;

/// What does HTTP cost around a decision, beside a bare echo of the same bytes? `--quick` for a rough answer in less time.
public final class HttpBench {
    private HttpBench() {}

    public static void main(String[] args) throws IOException, InvalidInput, Corrupt, URISyntaxException {
        try {
            HttpQuestions.ask(Effort.of(args), rules()).forEach(System.out::println);
        } catch (IllegalArgumentException wrong) {
            System.err.println("bench/run http: " + wrong.getMessage());
            System.exit(2);
        }
    }

    /// An example of the repository that these classes were built in.
    private static Path rules() throws URISyntaxException {
        var classes = Path.of(HttpBench.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        return classes.resolve("../../../examples/authzen/certification").normalize();
    }
}
