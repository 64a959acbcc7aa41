package dev.ambit.cedar.permission;

import dev.ambit.cedar.partial.Case;
import dev.ambit.cedar.partial.Facts;
import dev.ambit.cedar.partial.PartialEvaluation;
import dev.ambit.cedar.syntax.Policy.Effect;
import dev.ambit.cedar.syntax.PolicySet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// The cases in which one of several policies is satisfied.
///
/// @param shown no one of them covers another; at most [#MOST_SHOWN]
/// @param more  how many there are beside them
public record Ways(List<Way> shown, int more) {
    /// Most cases that are kept; of the others only the number is.
    public static final int MOST_SHOWN = 50;

    /// A case, and the policies that are satisfied in it.
    ///
    /// @param policies their ids; those among them are left out that another case covers
    public record Way(Case when, SortedSet<String> policies) {
        public Way {
            policies = Collections.unmodifiableSortedSet(new TreeSet<>(policies));
        }

        Way with(SortedSet<String> others) {
            var all = new TreeSet<>(policies);
            all.addAll(others);
            return new Way(when, all);
        }
    }

    public Ways {
        shown = List.copyOf(shown);
    }

    static Ways of(PolicySet policies, Effect effect, Facts facts) {
        var ways = new ArrayList<Way>();
        var more = 0;
        for (var policy : policies.effective()) {
            if (policy.effect() == effect) {
                for (var found : PartialEvaluation.cases(policy, facts)) {
                    more += add(ways, new Way(found, new TreeSet<>(List.of(policy.id())))) ? 0 : 1;
                }
            }
        }
        return new Ways(ways, more);
    }

    /// Whether it could be kept.
    private static boolean add(List<Way> ways, Way next) {
        for (var i = 0; i < ways.size(); i++) {
            if (ways.get(i).when().covers(next.when())) {
                var same = next.when().covers(ways.get(i).when());
                ways.set(i, same ? ways.get(i).with(next.policies()) : ways.get(i));
                return true;
            }
        }
        ways.removeIf(way -> next.when().covers(way.when()));
        return ways.size() < MOST_SHOWN && ways.add(next);
    }

    /// Whether there is none.
    public boolean isEmpty() {
        return shown.isEmpty();
    }

    /// Whether one of them needs nothing.
    public boolean areAlways() {
        return shown.stream().anyMatch(way -> way.when().isAlways());
    }
}
