package dev.ambit.solver;

import com.microsoft.z3.Context;
import com.microsoft.z3.Solver;
import com.microsoft.z3.Z3Exception;
import dev.ambit.cedar.influence.Assumption;
import dev.ambit.cedar.influence.Direction;
import dev.ambit.cedar.influence.ExactInfluence;
import java.time.Duration;

/// Settles claims about influence with Z3.
///
/// A claim that has no solution is refuted, for good: the formulas allow more than can happen, never less. A solution
/// becomes a pair of situations, which the analysis evaluates before it believes it. Claims made without assuming typed
/// inputs are beyond it, since every unknown has its declared type here.
///
/// Safe to share between threads; each claim gets a solver of its own.
public final class Z3Influence implements ExactInfluence {
    /// How long one claim is looked at.
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Duration patience;

    public Z3Influence() {
        this(PATIENCE);
    }

    /// @param patience how long one claim is looked at, to the millisecond
    public Z3Influence(Duration patience) {
        this.patience = patience;
    }

    @Override
    public Answer settle(Claim claim) {
        if (claim.assumption() != Assumption.TYPED_INPUTS) {
            return new Unknown("without typed inputs, anything may stand anywhere");
        }
        if (claim.input().steps().isEmpty()) {
            return new Unknown("`%s` as a whole is no input".formatted(claim.input()));
        }
        try (var z3 = new Context()) {
            return settle(claim, z3);
        } catch (Z3Exception failed) {
            return new Unknown("the solver failed: %s".formatted(failed.getMessage()));
        }
    }

    @SuppressWarnings("unchecked") // Z3 takes its terms as an array of a generic type
    private Answer settle(Claim claim, Context z3) {
        var paths = new Paths(claim.schema(), claim.environment(), claim.input());
        var inputs = new Inputs(z3, paths);
        var encoding = new PolicyEncoding(z3, claim.schema(), claim.environment(), paths, inputs);
        var before = encoding.isAllowed(claim.policies(), Version.BEFORE);
        var after = encoding.isAllowed(claim.policies(), Version.AFTER);
        var widens = claim.direction() == Direction.WIDEN;

        var solver = solver(z3);
        solver.add(widens ? z3.mkNot(before) : before);
        solver.add(widens ? after : z3.mkNot(after));
        solver.add(new Moving(z3, inputs, claim.input()).demands(claim.move()));
        return switch (solver.check()) {
            case UNSATISFIABLE -> new Refuted();
            case UNKNOWN -> new Unknown("the solver gave up: %s".formatted(solver.getReasonUnknown()));
            case SATISFIABLE -> new Confirmed(
                    Reconstruction.of(inputs, solver.getModel(), Version.BEFORE, claim.environment()),
                    Reconstruction.of(inputs, solver.getModel(), Version.AFTER, claim.environment()));
        };
    }

    private Solver solver(Context z3) {
        var solver = z3.mkSolver();
        var parameters = z3.mkParams();
        parameters.add("timeout", Math.toIntExact(Math.max(1, patience.toMillis())));
        solver.setParameters(parameters);
        return solver;
    }
}
