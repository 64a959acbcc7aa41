package dev.ambit.core.behaviour;

import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.StringValue;
import dev.ambit.cedar.value.Value;
import java.util.HashMap;
import java.util.Map;

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
    private Windows[] counted = others;
    private long rate;
    private long usual;
    private boolean isKnown;
    private boolean isTwoPlaces;

    private static Windows[] windows() {
        return new Windows[] {new Windows(MINUTE), new Windows(HOUR)};
    }

    /// Notes a request.
    ///
    /// @param from a number for the network it comes from; 0 where that is not known
    void asked(EntityUid action, EntityUid resource, int from, long nowMillis, Usual ofProfile) {
        var now = Math.max(nowMillis, last);
        learn(now, ofProfile);
        first = uses == 0 ? now : first;
        before = uses == 0 ? now : last;
        last = now;
        uses++;
        ten.add(now);
        hour.add(now);
        counted = counted(action);
        counted[0].add(now);
        counted[1].add(now);
        isFirstAction = seenActions.add(action) && uses > 1;
        isFirstResource = seenResources.add(resource) && uses > 1;
        from(from, now);
        rate = ten.sum(now);
        usual = Math.max(own.rate(), ofProfile.rate());
        isKnown = own.samples() >= KNOWN_AFTER || ofProfile.samples() >= KNOWN_AFTER;
        isTwoPlaces = otherNetworkAt != Long.MIN_VALUE && now - otherNetworkAt < MINUTE;
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

    /// How the task behaved with the last request.
    ///
    /// @param parts in order
    RecordValue tell(String[] parts) {
        var values = new Value[parts.length];
        for (var i = 0; i < parts.length; i++) {
            values[i] = part(parts[i]);
        }
        return RecordValue.of(parts, values);
    }

    private Value part(String name) {
        return switch (name) {
            case "action_in_hour" -> LongValue.of(counted[1].sum(last));
            case "action_in_minute" -> LongValue.of(counted[0].sum(last));
            case "age" -> LongValue.of((last - first) / SECOND);
            case "denials" -> LongValue.of(denials());
            case "first_action" -> BoolValue.of(isFirstAction);
            case "first_resource" -> BoolValue.of(isFirstResource);
            case "idle" -> LongValue.of((last - before) / SECOND);
            case "in_hour" -> LongValue.of(hour.sum(last));
            case "level" -> isUnusual() ? Behaviours.UNUSUAL : Behaviours.USUAL;
            case "new_network" -> BoolValue.of(isNewNetwork);
            case "rate" -> LongValue.of(rate);
            case "two_places" -> BoolValue.of(isTwoPlaces);
            case "uses" -> LongValue.of(uses);
            case "usual" -> LongValue.of(usual);
            case "why" -> StringValue.of(why());
            default -> throw new IllegalArgumentException("behaviour has no `%s`".formatted(name));
        };
    }

    private boolean isBurst() {
        return isKnown && rate > FEW && rate > TIMES * usual;
    }

    private boolean isUnusual() {
        return isBurst() || denials() >= DENIALS || isTwoPlaces;
    }

    /// In numbers, what is unusual; empty where nothing is.
    private String why() {
        if (isBurst()) {
            return "%d in 10 s, usual %d".formatted(rate, usual);
        }
        if (denials() >= DENIALS) {
            return "%d denials in a row, usual are less than %d".formatted(denials(), DENIALS);
        }
        return isTwoPlaces ? "from two networks within a minute" : "";
    }

    /// Whether it has just become unusual, or usual again.
    boolean hasTurned() {
        var hasTurned = isUnusual() != wasUnusual;
        wasUnusual = isUnusual();
        return hasTurned;
    }

    long lastMillis() {
        return last;
    }
}
