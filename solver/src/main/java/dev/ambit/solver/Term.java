package dev.ambit.solver;

import com.microsoft.z3.BitVecExpr;
import com.microsoft.z3.BoolExpr;
import com.microsoft.z3.IntExpr;

/// What an expression of a policy comes to, as the solver sees it: a value, and the condition under which evaluating it
/// fails instead. Where it fails the value means nothing.
sealed interface Term {

    BoolExpr error();

    record Truth(BoolExpr value, BoolExpr error) implements Term {}

    /// Anything kept in 64 bits: a long, a decimal, a datetime or a duration.
    record Numeral(BitVecExpr value, BoolExpr error, Unit unit) implements Term {}

    /// Something of which only equality counts: a string, an address, or an entity, each known by a number.
    ///
    /// @param kind values of different kinds are never equal; of an entity its type
    record Atom(IntExpr value, BoolExpr error, String kind) implements Term {}

    /// A set, a record, or what is beyond the solver: whatever is asked of it may be answered either way.
    record Opaque(BoolExpr error) implements Term {}

    enum Unit {
        LONG,
        DECIMAL,
        DATETIME,
        DURATION
    }
}
