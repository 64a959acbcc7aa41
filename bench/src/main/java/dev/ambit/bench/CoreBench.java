package dev.ambit.bench;

import dev.ambit.bench.core.CoreQuestions;
import dev.ambit.bench.measure.Effort;
import dev.ambit.cedar.text.InvalidInput;
import java.io.IOException;

/// How fast does the core decide and record, and what do a million tasks weigh? `--quick` for a rough answer in less time.
public final class CoreBench {
    private CoreBench() {}

    public static void main(String[] args) throws InvalidInput, IOException {
        try {
            CoreQuestions.ask(Effort.of(args)).forEach(System.out::println);
        } catch (IllegalArgumentException wrong) {
            System.err.println("bench/run core: " + wrong.getMessage());
            System.exit(2);
        }
    }
}
