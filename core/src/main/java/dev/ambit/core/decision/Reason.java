package dev.ambit.core.decision;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Why an answer is what it is.
///
/// @param facts what it is about, in the order its words for operators tell them
public record Reason(Code code, List<String> facts) {

    static final Comparator<Reason> BY_FACTS = Comparator.comparing(reason -> String.join("\n", reason.facts()));

    /// @throws IllegalArgumentException where there are more or fewer facts than the words tell
    public Reason {
        facts = List.copyOf(facts);
        if (facts.size() != code.facts()) {
            throw new IllegalArgumentException("`%s` tells %d facts, not %s".formatted(code, code.facts(), facts));
        }
    }

    static Reason of(Code code, Object... facts) {
        return new Reason(code, Arrays.stream(facts).map(Object::toString).toList());
    }

    static Reason of(Code code, String fact) {
        return new Reason(code, List.of(fact));
    }

    /// In words, for whoever runs Ambit.
    public String forOperator() {
        return code.tell(facts);
    }

    /// In words, for whoever asked: without anything it need not know.
    public String forAgent() {
        return code.agent();
    }

    @Override
    public String toString() {
        return code + ": " + forOperator();
    }
}
