package dev.ambit.cedar.validate;

import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.validate.Inferred.Bool;
import java.util.IdentityHashMap;
import java.util.Optional;

/// What typing found out about one policy in one environment. Expressions are told apart by identity: ask with the very
/// objects the policy is made of.
public final class Typing {
    private final IdentityHashMap<Expr, Inferred> facts;
    private final Bool truth;
    private final boolean sound;

    Typing(IdentityHashMap<Expr, Inferred> facts, Bool truth, boolean sound) {
        this.facts = facts;
        this.truth = truth;
        this.sound = sound;
    }

    /// Whether nothing in the conditions is ill-typed.
    public boolean isSound() {
        return sound;
    }

    /// Whether the head or the conditions are false in every request of the environment.
    public boolean isImpossible() {
        return truth == Bool.FALSE;
    }

    /// The type of `e`; empty where it is ill-typed or cannot be reached.
    public Optional<Type> typeOf(Expr e) {
        return Optional.ofNullable(facts.get(e)).flatMap(Inferred::declared);
    }

    /// Whether an evaluation can get to `e` at all.
    public boolean isReachable(Expr e) {
        return facts.containsKey(e);
    }

    /// The truth of `e` where it is the same in every request of the environment.
    public Optional<Boolean> constant(Expr e) {
        return facts.get(e) instanceof Bool known && known != Bool.ANY
                ? Optional.of(known == Bool.TRUE)
                : Optional.empty();
    }
}
