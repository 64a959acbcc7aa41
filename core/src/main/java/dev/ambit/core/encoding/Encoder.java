package dev.ambit.core.encoding;

import dev.ambit.cedar.value.EntityUid;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Writes values as bytes, one after another, into a buffer that grows and can be used again.
/// Numbers take as few bytes as they need. Belongs to one thread at a time.
public final class Encoder {
    private static final int FIRST_CAPACITY = 1024;

    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int size;
    private final @Nullable Dictionary dictionary;

    /// Writes every string where it occurs.
    public Encoder() {
        this(null);
    }

    private Encoder(@Nullable Dictionary dictionary) {
        this.dictionary = dictionary;
    }

    /// Writes a [#word] only once and then refers to it, for as long as this encoder is used.
    public static Encoder withDictionary() {
        return new Encoder(new Dictionary());
    }

    /// What was written since the last [#clear].
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    public int size() {
        return size;
    }

    /// The buffer itself, of which the first [#size] bytes count; to be read before anything else is written.
    public byte[] buffer() {
        return bytes;
    }

    /// Forgets what was written, and the dictionary.
    public void reset() {
        size = 0;
        if (dictionary != null) {
            dictionary.clear();
        }
    }

    /// Forgets what was written, but not the dictionary.
    public void clear() {
        size = 0;
    }

    public Encoder octet(int value) {
        room(1);
        bytes[size++] = (byte) value;
        return this;
    }

    public Encoder flag(boolean value) {
        return octet(value ? 1 : 0);
    }

    /// A number that is not negative, the smaller the shorter.
    public Encoder count(long value) {
        room(10);
        if (value >= 0 && value < 0x80) {
            bytes[size++] = (byte) value;
            return this;
        }
        var rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
        return this;
    }

    /// A constant of an enum, by its place: new ones may only be added at the end.
    @SuppressWarnings("EnumOrdinal")
    public Encoder constant(Enum<?> value) {
        return count(value.ordinal());
    }

    /// Any number, the nearer to 0 the shorter.
    public Encoder number(long value) {
        return count(value << 1 ^ value >> 63);
    }

    /// An instant, to the millisecond; [Instant#MAX] for never.
    public Encoder instant(Instant value) {
        return value.equals(Instant.MAX) ? octet(0) : octet(1).number(value.toEpochMilli());
    }

    /// A stretch of time, to the nanosecond.
    public Encoder duration(Duration value) {
        return number(value.getSeconds()).count(value.getNano());
    }

    /// A string that will hardly occur twice.
    public Encoder text(String value) {
        return isAscii(value) ? ascii(value) : bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /// Latin and plain, as nearly all are: no array in between.
    @SuppressWarnings("deprecation") // exactly what is wanted: the low byte of each character
    private Encoder ascii(String value) {
        var length = value.length();
        count(length);
        room(length);
        value.getBytes(0, length, bytes, size);
        size += length;
        return this;
    }

    private static boolean isAscii(String value) {
        for (var i = 0; i < value.length(); i++) {
            if (value.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /// A string that may well occur again.
    public Encoder word(String value) {
        if (dictionary == null) {
            return text(value);
        }
        var place = dictionary.place(value);
        count(place);
        return place == Dictionary.NEW ? text(value) : this;
    }

    public Encoder bytes(byte[] value) {
        return bytes(value, 0, value.length);
    }

    /// The bytes in `[start, end)` of `value`, and how many they are.
    public Encoder bytes(byte[] value, int start, int end) {
        count(end - start);
        room(end - start);
        System.arraycopy(value, start, bytes, size, end - start);
        size += end - start;
        return this;
    }

    /// Bytes as they are, of which a reader must know how many there are.
    public Encoder raw(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
        return this;
    }

    public Encoder uid(EntityUid value) {
        return word(value.type()).word(value.id());
    }

    public <T> Encoder optional(Optional<T> value, BiConsumer<Encoder, T> write) {
        flag(value.isPresent());
        value.ifPresent(present -> write.accept(this, present));
        return this;
    }

    /// How many, then each.
    public <T> Encoder each(Iterable<T> values, int count, BiConsumer<Encoder, T> write) {
        count(count);
        values.forEach(value -> write.accept(this, value));
        return this;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(size, more)));
        }
    }
}
