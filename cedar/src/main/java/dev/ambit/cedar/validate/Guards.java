package dev.ambit.cedar.validate;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The reads of optional attributes and of tags that cannot fail at some place, because a `has` or `hasTag` that holds
/// there asked for them. A read is known by its number among the [Shapes] of a policy.
final class Guards {
    static final Guards NONE = new Guards(null, Set.of());

    private final @Nullable Guards around;
    private final Set<Integer> reads;

    private Guards(@Nullable Guards around, Set<Integer> reads) {
        this.around = around;
        this.reads = reads;
    }

    boolean cover(int read) {
        for (var at = this; at != null; at = at.around) {
            if (at.reads.contains(read)) {
                return true;
            }
        }
        return false;
    }

    /// These and `more`, which must not change as long as the result is in use.
    Guards and(Set<Integer> more) {
        return more.isEmpty() ? this : new Guards(this, more);
    }

    /// What holds where both of two expressions do. Takes the sets over: the larger one grows.
    static Set<Integer> both(Set<Integer> left, Set<Integer> right) {
        var larger = left.size() < right.size() ? right : left;
        var smaller = left.size() < right.size() ? left : right;
        if (!smaller.isEmpty()) {
            larger.addAll(smaller);
        }
        return larger;
    }

    /// What holds where at least one of two expressions does. Takes the sets over: the smaller one shrinks.
    static Set<Integer> either(Set<Integer> left, Set<Integer> right) {
        var larger = left.size() < right.size() ? right : left;
        var smaller = left.size() < right.size() ? left : right;
        if (!smaller.isEmpty()) {
            smaller.retainAll(larger);
        }
        return smaller;
    }

    static Set<Integer> one(int read) {
        var reads = new HashSet<Integer>();
        reads.add(read);
        return reads;
    }
}
