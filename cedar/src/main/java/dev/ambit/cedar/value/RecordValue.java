package dev.ambit.cedar.value;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Values by attribute name.
public final class RecordValue implements Value, Comparable<RecordValue> {
    public static final RecordValue EMPTY = new RecordValue(new HashMap<>());

    // A HashMap of strings stays fast under colliding names, since strings are comparable.
    private final Map<String, Value> attributes;

    private RecordValue(Map<String, Value> attributes) {
        this.attributes = attributes;
    }

    public static RecordValue of(Map<String, ? extends Value> attributes) {
        return attributes.isEmpty() ? EMPTY : new RecordValue(new HashMap<>(attributes));
    }

    /// The value of attribute `name`, or `null` where the record has none.
    public @Nullable Value get(String name) {
        return attributes.get(name);
    }

    public boolean has(String name) {
        return attributes.containsKey(name);
    }

    public int size() {
        return attributes.size();
    }

    /// All attributes, in the order of their names.
    public Map<String, Value> attributes() {
        return new TreeMap<>(attributes);
    }

    /// This record with `name` set to `value`.
    public RecordValue with(String name, Value value) {
        var changed = new HashMap<>(attributes);
        changed.put(name, value);
        return new RecordValue(changed);
    }

    /// This record without `name`.
    public RecordValue without(String name) {
        var changed = new HashMap<>(attributes);
        changed.remove(name);
        return new RecordValue(changed);
    }

    @Override
    public String kind() {
        return "record";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RecordValue that && attributes.equals(that.attributes);
    }

    @Override
    public int hashCode() {
        return attributes.hashCode();
    }

    @Override
    public int compareTo(RecordValue other) {
        var mine = attributes().entrySet().iterator();
        var theirs = other.attributes().entrySet().iterator();
        while (mine.hasNext() && theirs.hasNext()) {
            var a = mine.next();
            var b = theirs.next();
            var names = a.getKey().compareTo(b.getKey());
            var order = names != 0 ? names : ORDER.compare(a.getValue(), b.getValue());
            if (order != 0) {
                return order;
            }
        }
        return Boolean.compare(mine.hasNext(), theirs.hasNext());
    }

    @Override
    public String toString() {
        return attributes().entrySet().stream()
                .map(entry -> Quoted.string(entry.getKey()) + ": " + entry.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
