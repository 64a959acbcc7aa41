package dev.ambit.cedar.influence;

import java.util.ArrayList;
import java.util.List;

/// One way in which what stands at a place may differ between before and after: the regions it lies in, by their
/// numbers in [Place#regions], and how the two values are related where both are there.
record Shift(int before, int after, Link link) {

    /// How two values at one place are related.
    enum Link {
        /// They are the same.
        SAME,
        /// The later one is the earlier one increased.
        GROWN,
        /// Nothing is known.
        FREE
    }

    boolean isThereBefore() {
        return before != 0;
    }

    boolean isThereAfter() {
        return after != 0;
    }

    /// What stands at `place` stays as it is.
    static List<Shift> still(Place place) {
        var shifts = new ArrayList<Shift>();
        for (var region = 0; region < place.regions().size(); region++) {
            shifts.add(new Shift(region, region, Link.SAME));
        }
        return shifts;
    }

    /// What stands at `place`, if anything, increases.
    static List<Shift> growing(Place place) {
        var regions = place.regions();
        var shifts = new ArrayList<Shift>();
        shifts.add(new Shift(0, 0, Link.SAME));
        for (var before = 1; before < regions.size(); before++) {
            for (var after = 1; after < regions.size(); after++) {
                if (regions.get(before).mayGrowInto(regions.get(after))) {
                    shifts.add(linked(place, before, after, Link.GROWN));
                }
            }
        }
        return shifts;
    }

    /// What stands at `place`, if `before` allows, is replaced by something, if `after` allows.
    static List<Shift> replaced(Place place, Presence before, Presence after) {
        var count = place.regions().size();
        var shifts = new ArrayList<Shift>();
        for (var from = before.first(); from < before.end(count); from++) {
            for (var to = after.first(); to < after.end(count); to++) {
                shifts.add(linked(place, from, to, Link.FREE));
            }
        }
        return shifts;
    }

    private static Shift linked(Place place, int before, int after, Link link) {
        var isOneValue = before == after && place.regions().get(before) instanceof Region.Exactly;
        return new Shift(before, after, isOneValue || before == 0 && after == 0 ? Link.SAME : link);
    }

    /// Whether something stands at a place.
    enum Presence {
        NOTHING,
        SOMETHING,
        EITHER;

        int first() {
            return this == SOMETHING ? 1 : 0;
        }

        int end(int regions) {
            return this == NOTHING ? 1 : regions;
        }
    }
}
