package dev.ambit.bench.cedar;

import dev.ambit.bench.cedar.contender.Answer;
import dev.ambit.bench.cedar.contender.Contender;
import dev.ambit.bench.report.Table;
import java.util.ArrayList;
import java.util.List;

/// Do all engines answer alike? Before anything is timed they must: decision, determining policies and failed policies
/// with cedar-java, the decision with SAPL.
final class Agreement {
    private final Table table = new Table(
            "policies", "of its action and type", "at most", "about a request", "at most", "requests compared",
            "allowed",
            "policies failed");

    /// Compares the answers to the first requests.
    ///
    /// @param most how many, where no engine takes long
    /// @throws IllegalStateException with the first difference
    void check(Lineup lineup, int most) {
        var checked = lineup.requests(most);
        var others = new ArrayList<Contender>(lineup.settings());
        others.addAll(lineup.sapl());
        var allowed = 0;
        var failed = 0;
        for (var i = 0; i < checked; i++) {
            var official = lineup.cedarJava().answer(i);
            compare(lineup, i, official, others);
            allowed += official.allowed() ? 1 : 0;
            failed += official.why().orElseThrow().failed().size();
        }
        var near = lineup.workload().near();
        var about = lineup.workload().about();
        table.row(
                lineup.policies(),
                near.getAverage(),
                near.getMax(),
                about.getAverage(),
                about.getMax(),
                checked,
                allowed,
                failed);
    }

    private static void compare(Lineup lineup, int request, Answer official, List<Contender> others) {
        for (var other : others) {
            var answer = other.answer(request);
            if (!answer.agreesWith(official)) {
                throw new IllegalStateException("%d policies, %s: %s answers %s, cedar-java %s".formatted(
                        lineup.policies(), lineup.workload().requests().get(request), other.name(), answer, official));
            }
        }
    }

    @Override
    public String toString() {
        return "The workload, and whether all engines answer it alike\n" + table;
    }
}
