package dev.ambit.bench;

import dev.ambit.bench.cedar.CedarQuestions;
import dev.ambit.bench.measure.Effort;

/// How fast does the Cedar engine decide, and how fast are others? `--quick` for a rough answer in less time.
public final class CedarBench {
    private CedarBench() {}

    public static void main(String[] args) throws InterruptedException {
        try {
            CedarQuestions.ask(Effort.of(args)).forEach(System.out::println);
        } catch (IllegalArgumentException wrong) {
            System.err.println("bench/run cedar: " + wrong.getMessage());
            System.exit(2);
        }
    }
}
