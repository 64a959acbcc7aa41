package dev.ambit.cedar.engine;

import dev.ambit.cedar.engine.Inputs.Slot;
import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A reusable list of what a decision read, filled by an [Evaluation] while it decides.
/// Each input stands in it once per decision, in the order first read. Recording allocates nothing once the list has
/// grown to the size of the largest decision. Belongs to one thread at a time.
///
/// Not recorded, because every request names them: which principal, action and resource are asked about.
public final class Reads {
    private static final int FIRST_CAPACITY = 32;

    static final byte FOUND = 0;
    static final byte ABSENT = 1;
    static final byte UNKNOWN_ENTITY = 2;
    static final byte PRESENT = 3;
    static final byte GROUPS = 4;

    // Parallel, valid below `size`. A subject is a Slot, or else the EntityUid an attribute or tag was read of.
    private Object[] subjects = new Object[FIRST_CAPACITY];
    private @Nullable Object[] seen = new @Nullable Object[FIRST_CAPACITY];
    private InputPath.@Nullable Step[] steps = new InputPath.@Nullable Step[FIRST_CAPACITY];
    private byte[] kinds = new byte[FIRST_CAPACITY];
    private int size;

    /// An empty list.
    public Reads() {}

    /// How many inputs were read.
    public int size() {
        return size;
    }

    /// The input read as number `index`, counted from 0.
    public Read get(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("read %d of %d".formatted(index, size));
        }
        var subject = subject(subjects[index], steps[index]);
        var found = seen[index];
        return switch (kinds[index]) {
            case FOUND -> new Read.Found(subject, (Value) sure(found));
            case ABSENT -> new Read.Absent(subject, Read.Absence.NO_SUCH_NAME);
            case UNKNOWN_ENTITY -> new Read.Absent(subject, Read.Absence.UNKNOWN_ENTITY);
            case PRESENT -> new Read.Present(subject);
            case GROUPS -> groups(subject, sure(found));
            default -> throw new IllegalStateException("kind %d".formatted(kinds[index]));
        };
    }

    /// Where input number `index` was looked for, or `null` where it has no path of its own: what [#get] says of it, without
    /// allocating. Equal paths of one policy set are one object.
    public @Nullable InputPath path(int index) {
        return subjects[Objects.checkIndex(index, size)] instanceof Slot slot ? slot.path() : null;
    }

    /// The entity whose groups were consulted as input number `index`, without allocating; `null` where the input is another
    /// kind of read, or nothing is known of the entity.
    public Entities.@Nullable Known consulted(int index) {
        return seen[Objects.checkIndex(index, size)] instanceof Entities.Known known && kinds[index] == GROUPS
                ? known
                : null;
    }

    /// The value found as input number `index`, without allocating; `null` where the input is another kind of read.
    public @Nullable Value found(int index) {
        return kinds[Objects.checkIndex(index, size)] == FOUND ? (Value) seen[index] : null;
    }

    /// Everything read, in the order first read.
    public List<Read> all() {
        var all = new ArrayList<Read>(size);
        for (var i = 0; i < size; i++) {
            all.add(get(i));
        }
        return List.copyOf(all);
    }

    /// Forgets what was read.
    public void clear() {
        size = 0;
    }

    void add(byte kind, Slot slot, @Nullable Object found) {
        append(kind, slot, null, found);
    }

    /// A read of an entity that has no path; such a read may stand in the list more than once.
    void add(byte kind, EntityUid entity, InputPath.@Nullable Step step, @Nullable Object found) {
        append(kind, entity, step, found);
    }

    private void append(byte kind, Object subject, InputPath.@Nullable Step step, @Nullable Object found) {
        if (size == kinds.length) {
            grow();
        }
        kinds[size] = kind;
        subjects[size] = subject;
        steps[size] = step;
        seen[size] = found;
        size++;
    }

    private void grow() {
        var capacity = 2 * size;
        kinds = Arrays.copyOf(kinds, capacity);
        subjects = Arrays.copyOf(subjects, capacity);
        steps = Arrays.copyOf(steps, capacity);
        seen = Arrays.copyOf(seen, capacity);
    }

    private static Read.Subject subject(Object subject, InputPath.@Nullable Step step) {
        return switch (subject) {
            case Slot slot -> new Read.AtPath(slot.path());
            case EntityUid entity when step != null -> new Read.OfEntity(entity, step);
            case EntityUid entity -> new Read.Computed(entity);
            default -> throw new IllegalStateException("no subject: " + subject);
        };
    }

    private static Read groups(Read.Subject subject, Object of) {
        return switch (of) {
            case Entities.Known known -> new Read.Groups(subject, known.entity().uid(), known.ancestors());
            case EntityUid unknown -> new Read.Groups(subject, unknown, Set.of());
            default -> throw new IllegalStateException("no entity: " + of);
        };
    }

    private static Object sure(@Nullable Object found) {
        return Objects.requireNonNull(found, "a read that found something holds it");
    }
}
