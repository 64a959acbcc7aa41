package dev.ambit.cedar.influence;

import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.engine.InputPath;
import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.validate.Environment;
import java.util.List;

/// Settles what the analysis could not rule out: somebody who can reason about values, such as a solver.
/// Asked only for what was not shown to be impossible. What it confirms is evaluated again before it is believed; what it
/// refutes is believed.
public interface ExactInfluence {

    /// What is known of `claim`. Does not throw on account of the claim: what is beyond it, it does not know.
    Answer settle(Claim claim);

    /// That there are two situations of one kind, alike but for one move of one input, between which the answer of
    /// `policies` turns.
    ///
    /// @param assumption what may be taken for granted of both situations
    /// @param policies   all that can apply, templates filled in
    record Claim(
            Schema schema,
            Assumption assumption,
            Environment environment,
            List<Policy> policies,
            InputPath input,
            Move move,
            Direction direction) {
        public Claim {
            policies = List.copyOf(policies);
        }
    }

    /// What is found out about a [Claim].
    sealed interface Answer {}

    /// There are no two such situations.
    record Refuted() implements Answer {}

    /// There are, and these are two.
    record Confirmed(Situation before, Situation after) implements Answer {}

    /// It could not be found out.
    ///
    /// @param why in words
    record Unknown(String why) implements Answer {}

    /// A request, and what is known of entities when it is made.
    record Situation(Request request, Entities entities) {}
}
