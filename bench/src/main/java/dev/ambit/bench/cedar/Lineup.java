package dev.ambit.bench.cedar;

import dev.ambit.bench.cedar.contender.Ambit;
import dev.ambit.bench.cedar.contender.CedarJava;
import dev.ambit.bench.cedar.contender.Contender;
import dev.ambit.bench.cedar.contender.EmptyCall;
import dev.ambit.bench.cedar.contender.Sapl;
import dev.ambit.bench.cedar.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// All engines loaded with the same number of policies.
///
/// @param ambit over the small stores with provenance, as it races against the others
record Lineup(int policies, Workload workload, Ambit ambit, CedarJava cedarJava, List<Sapl> sapl) {
    /// SAPL's naive index needs 20 ms for one decision over a thousand policies.
    private static final int MOST_NAIVE = 100;
    /// At ten thousand SAPL's canonical index overflows the stack of a thread.
    private static final int MOST_CANONICAL = 1_000;

    static Lineup of(int policies, Workload workload) {
        return new Lineup(
                policies,
                workload,
                new Ambit(workload, Ambit.Store.SMALL, Ambit.Provenance.ON),
                new CedarJava(workload),
                sapl(policies, workload));
    }

    private static List<Sapl> sapl(int policies, Workload workload) {
        var entered = new ArrayList<Sapl>();
        if (policies <= MOST_NAIVE) {
            entered.add(new Sapl(workload, Sapl.Index.NAIVE));
        }
        if (policies <= MOST_CANONICAL) {
            entered.add(new Sapl(workload, Sapl.Index.CANONICAL));
        }
        return entered;
    }

    /// Everyone in the race, the empty call first and Ambit second.
    List<Contender> racers() {
        var racers = new ArrayList<Contender>(List.of(new EmptyCall(), ambit, cedarJava));
        racers.addAll(sapl);
        return racers;
    }

    /// Ambit under each combination of store and provenance.
    List<Ambit> settings() {
        return Stream.of(Ambit.Store.values())
                .flatMap(store -> Stream.of(Ambit.Provenance.values()).map(recorded -> ambit.with(store, recorded)))
                .toList();
    }

    /// How many requests to give to engines that take longer with every policy: fewer, the more policies there are.
    int requests(int most) {
        return Math.clamp(100_000L / policies, 16, most);
    }
}
