package dev.ambit.core.behaviour;

import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.StringValue;
import dev.ambit.cedar.value.Value;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How one task behaves. Whoever calls holds its lock.
final class Track {
    /// How many actions are counted each for itself; all others together.
    static final int MOST_ACTIONS = 16;
    /// So many requests in ten seconds are never unusual.
    static final long FEW = 20;
    /// So many times the usual rate is unusual.
    static final long TIMES = 4;
    /// So many denials in a row are unusual.
    static final long DENIALS = 10;
    /// For so many seconds it was asked in the task before its own rate counts as known.
    static final long KNOWN_AFTER = 30;
    /// Longer pauses teach no more than this, in seconds.
    private static final long LONGEST_PAUSE = 60;
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final int OWN_WEIGHT = 6;

    private static final String[] NAMES = {"action_in_hour", "action_in_minute", "age", "denials", "first_action",
        "first_resource", "idle", "in_hour", "level", "new_network", "rate", "two_places", "uses", "usual", "why"};

    private final Windows ten = new Windows(10 * SECOND);
    private final Windows hour = new Windows(HOUR);
    private final Usual own = new Usual(OWN_WEIGHT);
    private final Map<EntityUid, Windows[]> actions = new HashMap<>();
    private final Windows[] others = windows();
    private final Seen seenActions = new Seen();
    private final Seen seenResources = new Seen();
    private final Seen seenNetworks = new Seen();

    private long first;
    private long last;
    private long before;
    private long uses;
    private long denials;
    private long deniedAt;
    private int network;
    private long otherNetworkAt = Long.MIN_VALUE;
    private boolean isFirstAction;
    private boolean isFirstResource;
    private boolean isNewNetwork;
    private boolean wasUnusual;
    private RecordValue said = RecordValue.EMPTY;

    private static Windows[] windows() {
        return new Windows[] {new Windows(MINUTE), new Windows(HOUR)};
    }

    /// Notes a request, and says how the task behaves with it.
    ///
    /// @param from a number for the network it comes from; 0 where that is not known
    RecordValue asked(EntityUid action, EntityUid resource, int from, long nowMillis, Usual ofProfile) {
        var now = Math.max(nowMillis, last);
        learn(now, ofProfile);
        first = uses == 0 ? now : first;
        before = uses == 0 ? now : last;
        last = now;
        uses++;
        ten.add(now);
        hour.add(now);
        var counted = counted(action);
        counted[0].add(now);
        counted[1].add(now);
        isFirstAction = seenActions.add(action) && uses > 1;
        isFirstResource = seenResources.add(resource) && uses > 1;
        from(from, now);
        said = tell(counted, now, ofProfile);
        return said;
    }

    private Windows[] counted(EntityUid action) {
        var found = actions.get(action);
        if (found == null && actions.size() < MOST_ACTIONS) {
            found = windows();
            actions.put(action, found);
        }
        return found == null ? others : found;
    }

    /// Once for each second that has passed, as far as that still teaches something.
    private void learn(long now, Usual ofProfile) {
        if (uses == 0) {
            return;
        }
        var from = last / SECOND;
        var seconds = Math.min(now / SECOND - from, LONGEST_PAUSE);
        for (var i = 1; i <= seconds; i++) {
            own.learn(ten.sum((from + i) * SECOND - 1));
        }
        if (seconds > 0) {
            ofProfile.learn(ten.sum(last));
        }
    }

    private void from(int where, long now) {
        isNewNetwork = where != 0 && seenNetworks.add(where) && network != 0;
        if (where != 0 && where != network) {
            otherNetworkAt = network == 0 ? otherNetworkAt : now;
            network = where;
        }
    }

    /// What came of the request: a policy's no counts, a yes ends the row.
    void answered(boolean isPermit) {
        denials = isPermit ? 0 : denials() + 1;
        deniedAt = last;
    }

    /// A row ends with a permit, or once nothing was denied for a minute.
    private long denials() {
        return last - deniedAt < MINUTE ? denials : 0;
    }

    private RecordValue tell(Windows[] counted, long now, Usual ofProfile) {
        var rate = ten.sum(now);
        var usual = Math.max(own.rate(), ofProfile.rate());
        var isKnown = own.samples() >= KNOWN_AFTER || ofProfile.samples() >= KNOWN_AFTER;
        var isTwoPlaces = otherNetworkAt != Long.MIN_VALUE && now - otherNetworkAt < MINUTE;
        var why = why(rate, usual, isKnown, isTwoPlaces);
        return RecordValue.of(NAMES,
                LongValue.of(counted[1].sum(now)),
                LongValue.of(counted[0].sum(now)),
                LongValue.of((now - first) / SECOND),
                LongValue.of(denials()),
                BoolValue.of(isFirstAction),
                BoolValue.of(isFirstResource),
                LongValue.of((now - before) / SECOND),
                LongValue.of(hour.sum(now)),
                why == null ? Behaviours.USUAL : Behaviours.UNUSUAL,
                BoolValue.of(isNewNetwork),
                LongValue.of(rate),
                BoolValue.of(isTwoPlaces),
                LongValue.of(uses),
                LongValue.of(usual),
                why == null ? Behaviours.NOTHING : StringValue.of(why));
    }

    /// In numbers, what is unusual; `null` where nothing is.
    private @Nullable String why(long rate, long usual, boolean isKnown, boolean isTwoPlaces) {
        if (isKnown && rate > FEW && rate > TIMES * usual) {
            return "%d in 10 s, usual %d".formatted(rate, usual);
        }
        if (denials() >= DENIALS) {
            return "%d denials in a row, usual are less than %d".formatted(denials(), DENIALS);
        }
        return isTwoPlaces ? "from two networks within a minute" : null;
    }

    /// What was said last.
    RecordValue said() {
        return said;
    }

    /// Whether it has just become unusual, or usual again.
    boolean hasTurned() {
        Value level = said.get(Behaviours.LEVEL);
        var isUnusual = Behaviours.UNUSUAL.equals(level);
        var hasTurned = isUnusual != wasUnusual;
        wasUnusual = isUnusual;
        return hasTurned;
    }

    long lastMillis() {
        return last;
    }
}
