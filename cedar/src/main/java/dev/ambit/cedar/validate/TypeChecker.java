package dev.ambit.cedar.validate;

import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.text.Source;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Optional;

/// What typing knows about expressions, for whoever wants to build on it. Immutable and safe to share.
public final class TypeChecker {
    private final Schema schema;

    public TypeChecker(Schema schema) {
        this.schema = schema;
    }

    /// Types the conditions of `policy` in `environment`.
    ///
    /// @throws IllegalArgumentException where the schema does not know the action
    public Typing check(Policy policy, Environment environment) {
        var vocabulary = new Vocabulary(schema);
        var facts = new IdentityHashMap<Expr, Inferred>();
        var mistakes = new ArrayList<Mistake>();
        var wording = new Wording(new Excerpts(policy.source()), environment);
        var setting = new Setting(vocabulary, environment, new Shapes(), wording, new Questions(), mistakes::add);
        var truth = new Inference(setting, facts::put).conditions(policy);
        return new Typing(facts, new Scopes(vocabulary).admits(policy, environment) ? truth : Inferred.Bool.FALSE,
                mistakes.isEmpty());
    }

    /// The type of `e` on its own in `environment`; empty where it is ill-typed.
    ///
    /// @throws IllegalArgumentException where the schema does not know the action
    public Optional<Type> typeOf(Expr e, Environment environment) {
        var mistakes = new ArrayList<Mistake>();
        var wording = new Wording(new Excerpts(Source.of("")), environment);
        var setting = new Setting(new Vocabulary(schema), environment, new Shapes(), wording, new Questions(),
                mistakes::add);
        var type = new Inference(setting, (_, _) -> {}).infer(e, Guards.NONE).type();
        return mistakes.isEmpty() ? type.declared() : Optional.empty();
    }
}
