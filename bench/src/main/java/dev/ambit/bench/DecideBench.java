package dev.ambit.bench;

import dev.ambit.bench.house.DecideQuestions;
import dev.ambit.bench.measure.Effort;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.core.encoding.Corrupt;
import java.io.IOException;

/// How many decisions does one thread give with limits, delegation, provenance and the record written? `--quick` for a rough answer.
public final class DecideBench {
    private static final int TASKS = 9_999;

    private DecideBench() {}

    public static void main(String[] args) throws InvalidInput, IOException, Corrupt {
        try {
            DecideQuestions.ask(Effort.of(args), TASKS).forEach(System.out::println);
        } catch (IllegalArgumentException wrong) {
            System.err.println("bench/run decide: " + wrong.getMessage());
            System.exit(2);
        }
    }
}
