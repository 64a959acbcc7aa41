package dev.ambit.core.encoding;

import dev.ambit.cedar.value.EntityUid;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads what an [Encoder] wrote, in the same order, and refuses what no encoder writes.
/// What it allocates is bounded by the bytes it was given.
public final class Decoder {
    private byte[] bytes;
    private int at;
    private final @Nullable Dictionary dictionary;

    public Decoder(byte[] bytes) {
        this(bytes, null);
    }

    private Decoder(byte[] bytes, @Nullable Dictionary dictionary) {
        this.bytes = bytes;
        this.dictionary = dictionary;
    }

    /// For what was written [with a dictionary][Encoder#withDictionary()]; [#next] goes on to the bytes that follow.
    public static Decoder withDictionary() {
        return new Decoder(new byte[0], new Dictionary());
    }

    /// For what was written with a dictionary, all of it at once.
    public static Decoder withDictionary(byte[] all) {
        return new Decoder(all, new Dictionary());
    }

    /// Goes on with further bytes and the same dictionary.
    public void next(byte[] further) {
        bytes = further;
        at = 0;
    }

    /// Reads one value.
    @FunctionalInterface
    public interface Read<T> {
        T from(Decoder in) throws Corrupt;
    }

    /// Demands that everything was read.
    public void end() throws Corrupt {
        if (at != bytes.length) {
            throw new Corrupt("%d bytes too many".formatted(bytes.length - at));
        }
    }

    public boolean isAtEnd() {
        return at == bytes.length;
    }

    public int octet() throws Corrupt {
        need(1);
        return bytes[at++] & 0xff;
    }

    public boolean flag() throws Corrupt {
        return switch (octet()) {
            case 0 -> false;
            case 1 -> true;
            default -> throw new Corrupt("a flag is neither 0 nor 1");
        };
    }

    public long count() throws Corrupt {
        var value = bits();
        if (value < 0) {
            throw new Corrupt("a count is negative");
        }
        return value;
    }

    private long bits() throws Corrupt {
        var value = 0L;
        for (var shift = 0; shift < 64; shift += 7) {
            var next = octet();
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                if (next == 0 && shift > 0 || shift == 63 && next > 1) {
                    throw new Corrupt("a number takes more bytes than it needs");
                }
                return value;
            }
        }
        throw new Corrupt("a number takes more than 64 bits");
    }

    public long number() throws Corrupt {
        var value = bits();
        return value >>> 1 ^ -(value & 1);
    }

    public Instant instant() throws Corrupt {
        return flag() ? instant(number()) : Instant.MAX;
    }

    private static Instant instant(long millis) throws Corrupt {
        try {
            return Instant.ofEpochMilli(millis);
        } catch (DateTimeException beyond) {
            throw new Corrupt("no instant: " + beyond.getMessage());
        }
    }

    public Duration duration() throws Corrupt {
        var seconds = number();
        var nanos = count();
        if (nanos > 999_999_999) {
            throw new Corrupt("%d nanoseconds are more than a second".formatted(nanos));
        }
        return Duration.ofSeconds(seconds, nanos);
    }

    public String text() throws Corrupt {
        var length = size();
        var start = at;
        at += length;
        for (var i = start; i < at; i++) {
            if (bytes[i] < 0) {
                return decoded(start, length);
            }
        }
        return new String(bytes, start, length, StandardCharsets.ISO_8859_1);
    }

    private String decoded(int start, int length) throws Corrupt {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, length)).toString();
        } catch (CharacterCodingException _) {
            throw new Corrupt("a string is not UTF-8");
        }
    }

    public String word() throws Corrupt {
        if (dictionary == null) {
            return text();
        }
        var place = count();
        if (place != Dictionary.NEW) {
            return dictionary.numbered(place);
        }
        var word = text();
        dictionary.add(word);
        return word;
    }

    public byte[] bytes() throws Corrupt {
        return raw(size());
    }

    public byte[] raw(int length) throws Corrupt {
        need(length);
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    public EntityUid uid() throws Corrupt {
        return EntityUid.of(word(), word());
    }

    public <T> Optional<T> optional(Read<T> read) throws Corrupt {
        return flag() ? Optional.of(read.from(this)) : Optional.empty();
    }

    public <T> List<T> each(Read<T> read) throws Corrupt {
        var count = size();
        var values = new ArrayList<T>(Math.min(count, 1024));
        for (var i = 0; i < count; i++) {
            values.add(read.from(this));
        }
        return values;
    }

    /// The constant of `type` with the number that comes next.
    public <E extends Enum<E>> E constant(Class<E> type) throws Corrupt {
        var constants = type.getEnumConstants();
        var number = count();
        if (number >= constants.length) {
            throw new Corrupt("%s number %d".formatted(type.getSimpleName(), number));
        }
        return constants[(int) number];
    }

    /// How many of something follow: never more than there are bytes left.
    int size() throws Corrupt {
        var size = count();
        if (size > bytes.length - at) {
            throw new Corrupt("%d are announced where %d bytes are left".formatted(size, bytes.length - at));
        }
        return (int) size;
    }

    private void need(int length) throws Corrupt {
        if (bytes.length - at < length) {
            throw new Corrupt("the bytes end too early");
        }
    }
}
