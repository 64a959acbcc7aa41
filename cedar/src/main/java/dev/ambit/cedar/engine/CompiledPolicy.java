package dev.ambit.cedar.engine;

import dev.ambit.cedar.syntax.Policy.Effect;
import java.util.List;

/// One policy, ready to be asked.
final class CompiledPolicy {
    private final String id;
    private final Effect effect;
    private final int number;
    private final boolean reachedTwice;
    private final Node[] conditions;

    /// @param number       its place among the policies of its set
    /// @param reachedTwice whether the index may come across it more than once in a decision
    /// @param conditions   what the index has not settled already; all must hold, looked at in order
    CompiledPolicy(String id, Effect effect, int number, boolean reachedTwice, List<Node> conditions) {
        this.id = id;
        this.effect = effect;
        this.number = number;
        this.reachedTwice = reachedTwice;
        this.conditions = conditions.toArray(Node[]::new);
    }

    String id() {
        return id;
    }

    Effect effect() {
        return effect;
    }

    int number() {
        return number;
    }

    boolean reachedTwice() {
        return reachedTwice;
    }

    int test(Evaluation now) {
        for (var condition : conditions) {
            var result = condition.test(now);
            if (result != Node.TRUE) {
                return result;
            }
        }
        return Node.TRUE;
    }
}
