package dev.ambit.solver;

import com.microsoft.z3.BoolExpr;
import com.microsoft.z3.Context;
import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.PolicyPrinter;

/// What the solver cannot follow: sets that are not written out, `like`, ranges of addresses, dates.
///
/// Each such expression becomes an unknown: the same one in both situations where nothing it reads can differ, one for each
/// where something can. So the formulas allow everything that can happen, and perhaps more: if even they have no solution,
/// there is none.
final class Unknowns {
    private final Context z3;
    private final Paths paths;

    Unknowns(Context z3, Paths paths) {
        this.z3 = z3;
        this.paths = paths;
    }

    /// Anything at all, or a failure.
    Term any(Expr expr, Version version) {
        return new Term.Opaque(z3.mkBoolConst("fails: " + key(expr, version)));
    }

    /// True or false, or a failure.
    Term.Truth anyTruth(Expr expr, Version version) {
        return anyTruth(expr, version, z3.mkFalse());
    }

    /// True or false, or a failure, which it is wherever `error` holds.
    Term.Truth anyTruth(Expr expr, Version version, BoolExpr error) {
        var fails = z3.mkBoolConst("fails: " + key(expr, version));
        return new Term.Truth(z3.mkBoolConst("holds: " + key(expr, version)), z3.mkOr(error, fails));
    }

    private String key(Expr expr, Version version) {
        var text = PolicyPrinter.print(expr);
        return paths.mayDiffer(expr) ? text + " " + version : text;
    }
}
