package dev.ambit.bench;

import dev.ambit.bench.log.LogQuestions;
import dev.ambit.bench.measure.Effort;
import java.io.IOException;

/// What does an entry of the tamper-evident log cost beside a bare write of the same bytes? `--quick` for a rough answer in less time.
public final class LogBench {
    private LogBench() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        try {
            LogQuestions.ask(Effort.of(args)).forEach(System.out::println);
        } catch (IllegalArgumentException wrong) {
            System.err.println("bench/run log: " + wrong.getMessage());
            System.exit(2);
        }
    }
}
