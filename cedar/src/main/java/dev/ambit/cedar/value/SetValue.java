package dev.ambit.cedar.value;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A set of values: no order, no duplicates, members of any kinds.
/// Kept sorted by [Value#ORDER], so that no choice of members makes a search slow.
public final class SetValue implements Value, Comparable<SetValue> {
    public static final SetValue EMPTY = new SetValue(new Value[0]);

    /// So few members are sooner compared one by one.
    private static final int FEW = 8;

    private final Value[] sorted;

    private SetValue(Value[] sorted) {
        this.sorted = sorted;
    }

    public static SetValue of(Value... members) {
        return of(Arrays.asList(members));
    }

    public static SetValue of(Collection<? extends Value> members) {
        return members.isEmpty() ? EMPTY : new SetValue(distinct(members.toArray(Value[]::new)));
    }

    private static Value[] distinct(Value[] members) {
        Arrays.sort(members, ORDER);
        var kept = 1;
        for (var i = 1; i < members.length; i++) {
            if (ORDER.compare(members[i], members[kept - 1]) != 0) {
                members[kept++] = members[i];
            }
        }
        return Arrays.copyOf(members, kept);
    }

    public int size() {
        return sorted.length;
    }

    public boolean isEmpty() {
        return sorted.length == 0;
    }

    /// The member at `index` in [Value#ORDER].
    public Value member(int index) {
        return sorted[index];
    }

    public boolean contains(Value member) {
        return sorted.length > FEW ? Arrays.binarySearch(sorted, member, ORDER) >= 0 : isAmongFew(member);
    }

    private boolean isAmongFew(Value member) {
        for (var one : sorted) {
            if (one.equals(member)) {
                return true;
            }
        }
        return false;
    }

    public boolean containsAll(SetValue other) {
        for (var member : other.sorted) {
            if (!contains(member)) {
                return false;
            }
        }
        return true;
    }

    public boolean containsAny(SetValue other) {
        for (var member : other.sorted) {
            if (contains(member)) {
                return true;
            }
        }
        return false;
    }

    /// The members, in [Value#ORDER].
    public List<Value> members() {
        return List.of(sorted);
    }

    @Override
    public String kind() {
        return "set";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SetValue that && Arrays.equals(sorted, that.sorted);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sorted);
    }

    @Override
    public int compareTo(SetValue other) {
        return Arrays.compare(sorted, other.sorted, ORDER);
    }

    @Override
    public String toString() {
        return ValuePrinter.print(this);
    }
}
