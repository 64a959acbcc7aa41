package dev.ambit.solver;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.z3.Context;
import com.microsoft.z3.Status;
import org.junit.jupiter.api.Test;

class Z3Test {
    @Test
    @SuppressWarnings("unchecked") // Z3 takes its terms as an array of a generic type
    void the_solver_runs_in_this_jvm() {
        try (var z3 = new Context()) {
            var solver = z3.mkSolver();
            var x = z3.mkIntConst("x");
            solver.add(z3.mkGt(x, z3.mkInt(2)));
            solver.add(z3.mkLt(x, z3.mkInt(3)));

            assertThat(solver.check()).isEqualTo(Status.UNSATISFIABLE);
        }
    }
}
