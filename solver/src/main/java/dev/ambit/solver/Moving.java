package dev.ambit.solver;

import com.microsoft.z3.BoolExpr;
import com.microsoft.z3.Context;
import dev.ambit.cedar.engine.InputPath;
import dev.ambit.cedar.influence.Move;
import java.util.ArrayList;

/// What a move demands of the two situations.
final class Moving {
    private final Context z3;
    private final Inputs inputs;
    private final InputPath moved;

    Moving(Context z3, Inputs inputs, InputPath moved) {
        this.z3 = z3;
        this.inputs = inputs;
        this.moved = moved;
    }

    /// To be asked once all policies are formulas, for then it is known which paths matter.
    BoolExpr demands(Move move) {
        var before = inputs.isThere(moved, Version.BEFORE);
        var after = inputs.isThere(moved, Version.AFTER);
        var there = inputs.isMissing(Paths.prefix(moved, moved.steps().size() - 1), Version.BEFORE);
        return z3.mkAnd(z3.mkNot(there), switch (move) {
            case APPEAR -> z3.mkAnd(z3.mkNot(before), after);
            case DISAPPEAR -> z3.mkAnd(before, z3.mkNot(after));
            case INCREASE -> z3.mkAnd(before, after, grows());
            case CHANGE -> z3.mkAnd(before, after);
            case ANY -> z3.mkTrue();
        });
    }

    /// Everything at the input and within it is at least as large afterwards. Sets may be anything: that is more than can
    /// happen, and so harms nothing but precision.
    private BoolExpr grows() {
        var all = new ArrayList<BoolExpr>();
        for (var path : inputs.asked()) {
            if (Paths.startsWith(path, moved)) {
                all.add(z3.mkEq(inputs.isThere(path, Version.BEFORE), inputs.isThere(path, Version.AFTER)));
                all.add(grows(path));
            }
        }
        return z3.mkAnd(all.toArray(BoolExpr[]::new));
    }

    private BoolExpr grows(InputPath path) {
        return switch (inputs.value(path, Version.BEFORE)) {
            case Term.Truth(var before, _) when inputs.value(path, Version.AFTER) instanceof Term.Truth(var after, _) ->
                z3.mkImplies(before, after);
            case Term.Numeral(var before, _, _) when inputs.value(path,
                    Version.AFTER) instanceof Term.Numeral(var after, _, _) ->
                z3.mkBVSLE(before, after);
            default -> z3.mkTrue();
        };
    }
}
