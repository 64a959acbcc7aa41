package dev.ambit.cedar.value;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Values by attribute name.
public final class RecordValue implements Value, Comparable<RecordValue> {
    public static final RecordValue EMPTY = new RecordValue(Map.of());

    /// A record of more attributes than this finds them in a map, which stays fast even where all names collide.
    private static final int MOST_IN_TABLE = 32;

    // Up to MOST_IN_TABLE attributes: name, value, name, value …, each name at the place of its hash or behind it, in
    // twice the room that is needed, so that a look touches one line of memory.
    private final @Nullable Object @Nullable [] table;
    private final @Nullable Map<String, Value> map;
    private final int size;

    private RecordValue(Map<String, ? extends Value> attributes) {
        this.size = attributes.size();
        this.table = size <= MOST_IN_TABLE ? table(attributes) : null;
        this.map = size <= MOST_IN_TABLE ? null : new HashMap<>(attributes);
    }

    private RecordValue(@Nullable Object[] table, int size) {
        this.size = size;
        this.table = table;
        this.map = null;
    }

    private static @Nullable Object[] table(Map<String, ? extends Value> attributes) {
        var table = tableFor(attributes.size());
        attributes.forEach((name, value) -> put(table, name, value));
        return table;
    }

    private static @Nullable Object[] table(String[] names, Value[] values) {
        var table = tableFor(names.length);
        for (var i = 0; i < names.length; i++) {
            put(table, names[i], values[i]);
        }
        return table;
    }

    private static @Nullable Object[] tableFor(int size) {
        return new @Nullable Object[4 * Integer.highestOneBit(Math.max(1, 2 * size - 1))];
    }

    private static void put(@Nullable Object[] table, String name, Value value) {
        var at = place(name, table.length);
        while (table[at] != null) {
            if (name.equals(table[at])) {
                throw twice(name);
            }
            at = next(at, table.length);
        }
        table[at] = name;
        table[at + 1] = Objects.requireNonNull(value);
    }

    private static int place(String name, int length) {
        var hash = name.hashCode();
        return (hash ^ hash >>> 16) << 1 & length - 1;
    }

    private static int next(int at, int length) {
        return at + 2 & length - 1;
    }

    public static RecordValue of(Map<String, ? extends Value> attributes) {
        return attributes.isEmpty() ? EMPTY : new RecordValue(attributes);
    }

    /// A record of a value for each of `names`, for those who make the same kind of record again and again.
    ///
    /// @throws IllegalArgumentException where a name is given twice, or there are more or fewer names than values
    public static RecordValue of(String[] names, Value... values) {
        if (names.length != values.length) {
            throw new IllegalArgumentException("%d names of %d values".formatted(names.length, values.length));
        }
        if (names.length == 0) {
            return EMPTY;
        }
        return names.length <= MOST_IN_TABLE
                ? new RecordValue(table(names, values), names.length)
                : of(map(names, values));
    }

    private static Map<String, Value> map(String[] names, Value[] values) {
        var map = HashMap.<String, Value>newHashMap(names.length);
        for (var i = 0; i < names.length; i++) {
            if (map.put(names[i], values[i]) != null) {
                throw twice(names[i]);
            }
        }
        return map;
    }

    private static IllegalArgumentException twice(String name) {
        return new IllegalArgumentException("attribute `%s` is given twice".formatted(name));
    }

    /// The value of attribute `name`, or `null` where the record has none.
    public @Nullable Value get(String name) {
        return table == null ? Objects.requireNonNull(map).get(name) : get(name, table);
    }

    private static @Nullable Value get(String name, @Nullable Object[] table) {
        for (var at = place(name, table.length);; at = next(at, table.length)) {
            var found = table[at];
            if (found == null) {
                return null;
            }
            if (name.equals(found)) {
                return (Value) table[at + 1];
            }
        }
    }

    public boolean has(String name) {
        return get(name) != null;
    }

    public int size() {
        return size;
    }

    /// All attributes, in the order of their names.
    public Map<String, Value> attributes() {
        return new TreeMap<>(byName());
    }

    /// Hands over all attributes, in the order of their names, without making a map of them.
    public void forEach(BiConsumer<String, Value> attribute) {
        if (table == null) {
            attributes().forEach(attribute);
            return;
        }
        for (var name : names(table)) {
            attribute.accept(name, Objects.requireNonNull(get(name, table)));
        }
    }

    private String[] names(@Nullable Object[] from) {
        var names = new String[size];
        var count = 0;
        for (var at = 0; at < from.length; at += 2) {
            if (from[at] instanceof String name) {
                names[count++] = name;
            }
        }
        Arrays.sort(names);
        return names;
    }

    private Map<String, Value> byName() {
        if (table == null) {
            return Objects.requireNonNull(map);
        }
        var all = new HashMap<String, Value>();
        for (var at = 0; at < table.length; at += 2) {
            if (table[at] instanceof String name && table[at + 1] instanceof Value value) {
                all.put(name, value);
            }
        }
        return all;
    }

    /// This record with `name` set to `value`.
    public RecordValue with(String name, Value value) {
        var changed = new HashMap<>(byName());
        changed.put(name, value);
        return new RecordValue(changed);
    }

    /// This record without `name`.
    public RecordValue without(String name) {
        var changed = new HashMap<>(byName());
        changed.remove(name);
        return of(changed);
    }

    @Override
    public String kind() {
        return "record";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || other instanceof RecordValue that && size == that.size && isWithin(that);
    }

    private boolean isWithin(RecordValue other) {
        if (table == null) {
            return byName().equals(other.byName());
        }
        for (var at = 0; at < table.length; at += 2) {
            if (table[at] instanceof String name && !Objects.equals(table[at + 1], other.get(name))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return byName().hashCode();
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
        return ValuePrinter.print(this);
    }
}
