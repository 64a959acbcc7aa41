package dev.ambit.cedar.engine;

import dev.ambit.cedar.syntax.Policy.Effect;

/// One policy, ready to be asked.
final class CompiledPolicy implements IndexNode {
    private final String id;
    private final Effect effect;
    private final int number;
    private final boolean reachedTwice;
    private final Node condition;
    private final Node own;

    /// @param number       its place among the policies of its set
    /// @param reachedTwice whether the index may come across it more than once in a decision
    /// @param condition    what the index has not settled already. Policies that have the same condition share the node, so
    ///     that there is less to keep close to the processor
    /// @param own          the same with its own places in the source, for when it fails
    CompiledPolicy(String id, Effect effect, int number, boolean reachedTwice, Node condition, Node own) {
        this.id = id;
        this.effect = effect;
        this.number = number;
        this.reachedTwice = reachedTwice;
        this.condition = condition;
        this.own = own;
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

    @Override
    public void visit(Evaluation now) {
        now.evaluate(this);
    }

    int test(Evaluation now) {
        var result = condition.test(now);
        return result == Node.ERROR ? own.test(now) : result;
    }
}
