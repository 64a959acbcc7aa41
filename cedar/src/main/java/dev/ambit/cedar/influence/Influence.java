package dev.ambit.cedar.influence;

import java.util.ArrayList;
import java.util.List;

/// What one move of some inputs can do to answers.
///
/// @param widenings  the policies by which a Deny can become an Allow; empty is a proof that none can
/// @param narrowings the policies by which an Allow can become a Deny; empty is a proof that none can
public record Influence(List<Witness> widenings, List<Witness> narrowings) {
    /// No answer can change.
    public static final Influence NONE = new Influence(List.of(), List.of());

    public Influence {
        widenings = List.copyOf(widenings);
        narrowings = List.copyOf(narrowings);
    }

    /// Whether a Deny can become an Allow, as far as the analysis can tell; if not, it never does.
    public boolean canWiden() {
        return !widenings.isEmpty();
    }

    /// Whether an Allow can become a Deny, as far as the analysis can tell; if not, it never does.
    public boolean canNarrow() {
        return !narrowings.isEmpty();
    }

    /// The witnesses for one direction.
    public List<Witness> of(Direction direction) {
        return direction == Direction.WIDEN ? widenings : narrowings;
    }

    /// What can be done by this or by `other`: a policy that is named by both is named once.
    Influence or(Influence other) {
        return new Influence(merged(widenings, other.widenings), merged(narrowings, other.narrowings));
    }

    private static List<Witness> merged(List<Witness> some, List<Witness> others) {
        var all = new ArrayList<>(some);
        for (var other : others) {
            var at = indexOf(all, other);
            if (at < 0) {
                all.add(other);
            } else {
                all.set(at, all.get(at).or(other));
            }
        }
        return all;
    }

    private static int indexOf(List<Witness> all, Witness wanted) {
        for (var i = 0; i < all.size(); i++) {
            if (all.get(i).policy().id().equals(wanted.policy().id())) {
                return i;
            }
        }
        return -1;
    }

    /// `widens`, `narrows`, both, or `none`.
    @Override
    public String toString() {
        if (canWiden()) {
            return canNarrow() ? "widens and narrows" : "widens";
        }
        return canNarrow() ? "narrows" : "none";
    }
}
