package dev.ambit.cedar.engine;

import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.authorize.Response;
import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.syntax.PolicySet;
import java.util.ArrayList;

/// A policy set, compiled once and asked often: indexed, so that a decision looks only at policies that can apply, and
/// shared freely between threads, each of which decides in an [Evaluation] of its own.
///
/// The answers are Cedar's, to the letter: decision, determining policies, and policies that failed.
public final class CompiledPolicies {
    private final Inputs inputs;
    private final IndexNode index;
    private final int size;

    private CompiledPolicies(Inputs inputs, IndexNode index, int size) {
        this.inputs = inputs;
        this.index = index;
        this.size = size;
    }

    /// Compiles every policy that decides: those written outright and those linked from templates.
    public static CompiledPolicies compile(PolicySet policies) {
        var inputs = new Inputs();
        var compiler = new PolicyCompiler(inputs);
        var drafts = new ArrayList<Draft>();
        for (var policy : policies.effective()) {
            drafts.add(compiler.compile(policy, drafts.size()));
        }
        return new CompiledPolicies(inputs, Index.of(drafts, inputs), drafts.size());
    }

    /// How many policies can decide.
    public int size() {
        return size;
    }

    /// A workspace for one thread.
    public Evaluation evaluation() {
        return new Evaluation(inputs, index, size);
    }

    /// Decides once. Whoever decides often keeps an [#evaluation()].
    public Response decide(Request request, Entities entities) {
        var evaluation = evaluation();
        evaluation.decide(request, entities);
        return evaluation.response();
    }
}
