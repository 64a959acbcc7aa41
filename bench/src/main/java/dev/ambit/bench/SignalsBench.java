package dev.ambit.bench;

import dev.ambit.bench.house.SignalQuestions;
import dev.ambit.bench.measure.Effort;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.core.encoding.Corrupt;
import java.io.IOException;

/// How many readings of signals are believed in a second, how soon do they act, and what does behaviour cost a decision?
public final class SignalsBench {
    private SignalsBench() {}

    public static void main(String[] args) throws IOException, InvalidInput, Corrupt {
        try {
            SignalQuestions.ask(Effort.of(args)).forEach(System.out::println);
        } catch (IllegalArgumentException wrong) {
            System.err.println("bench/run signals: " + wrong.getMessage());
            System.exit(2);
        }
        System.exit(0);
    }
}
