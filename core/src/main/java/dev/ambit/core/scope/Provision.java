package dev.ambit.core.scope;

import dev.ambit.cedar.permission.SymbolicScope;
import dev.ambit.cedar.permission.Target;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.policy.Profile;
import dev.ambit.core.state.State;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// What the organisation gives a principal: the groups its entities put it in, and the profiles it may open tasks under.
///
/// @param hasMore whether it may open tasks under more profiles than are told
public record Provision(SortedSet<EntityUid> groups, List<Offer> offers, boolean hasMore) {
    /// Most profiles that are told.
    public static final int MOST_OFFERS = 100;

    /// A profile that it may open tasks under.
    ///
    /// @param through itself, or the group because of which
    /// @param targets what can be permitted at all in such a task, whatever its inputs, the signals and the call
    public record Offer(String profile, String purpose, EntityUid through, List<Target> targets) {
        public Offer {
            targets = List.copyOf(targets);
        }
    }

    public Provision {
        groups = Collections.unmodifiableSortedSet(new TreeSet<>(groups));
        offers = List.copyOf(offers);
    }

    static Provision of(State state, ScopeQuestion question) {
        var principal = question.principal().uid();
        var known = state.release().entities().find(principal);
        var offers = state.release().profiles().values().stream()
                .flatMap(profile -> offer(state, question, profile).stream())
                .limit(MOST_OFFERS + 1L)
                .toList();
        return new Provision(known == null ? Collections.emptySortedSet() : new TreeSet<>(known.ancestors()), offers
                .subList(0, Math.min(offers.size(), MOST_OFFERS)), offers.size() > MOST_OFFERS);
    }

    private static Optional<Offer> offer(State state, ScopeQuestion question, Profile profile) {
        var principal = question.principal().uid();
        return profile.openers().stream()
                .filter(opener -> state.release().entities().isIn(principal, opener))
                .findFirst()
                .map(opener -> new Offer(profile.name(), profile.purpose(), opener, targets(state, question,
                        profile)));
    }

    private static List<Target> targets(State state, ScopeQuestion question, Profile profile) {
        return Sight.ofAnyTask(state, question.principal().uid(), profile)
                .permissions(Sight.targets(question, profile)).stream()
                .map(SymbolicScope.Permission::target)
                .toList();
    }
}
