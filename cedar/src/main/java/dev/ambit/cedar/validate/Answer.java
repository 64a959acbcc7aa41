package dev.ambit.cedar.validate;

import dev.ambit.cedar.validate.Inferred.Bool;
import dev.ambit.cedar.validate.Inferred.Unknown;
import java.util.Set;

/// What typing finds out about an expression.
///
/// @param proves the reads that cannot fail where the expression is true, see [Guards]; whoever asked for the answer
///               owns the set
record Answer(Inferred type, Set<Integer> proves) {
    static final Answer UNKNOWN = of(Unknown.UNKNOWN);
    static final Answer BOOL = of(Bool.ANY);

    static Answer of(Inferred type) {
        return new Answer(type, Set.of());
    }

    /// What is known of the truth of an expression that has to be boolean.
    Bool truth() {
        return type instanceof Bool truth ? truth : Bool.ANY;
    }
}
