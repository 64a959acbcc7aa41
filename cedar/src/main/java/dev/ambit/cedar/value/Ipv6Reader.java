package dev.ambit.cedar.value;

import org.jspecify.annotations.Nullable;

/// Reads the eight groups of an IPv6 address, RFC 4291 §2.2, save that the last two are never written as IPv4 address.
/// One `::` stands for one or more groups of zeros.
final class Ipv6Reader {
    static final int GROUPS = 8;

    private final String text;
    private long high;
    private long low;

    private Ipv6Reader(String text) {
        this.text = text;
    }

    /// The address in `[0, end)` of `text`, or `null` where none stands there.
    static @Nullable IpValue read(String text, int end, int prefix) {
        var reader = new Ipv6Reader(text);
        return reader.address(end) ? new IpValue(false, reader.high, reader.low, prefix) : null;
    }

    private boolean address(int end) {
        var gap = text.indexOf("::");
        if (gap < 0) {
            return count(0, end) == GROUPS && groups(0, end, 0);
        }
        var tail = count(gap + 2, end);
        return count(0, gap) + tail < GROUPS && groups(0, gap, 0) && groups(gap + 2, end, GROUPS - tail);
    }

    /// How many groups would stand in `[start, end)`: one more than colons, none in nothing.
    private int count(int start, int end) {
        var count = start < end ? 1 : 0;
        for (var i = start; i < end; i++) {
            count += text.charAt(i) == ':' ? 1 : 0;
        }
        return count;
    }

    /// Reads `[start, end)` into the groups from `first` on.
    private boolean groups(int start, int end, int first) {
        var group = first;
        for (var at = start; at < end; group++) {
            var colon = text.indexOf(':', at);
            var stop = colon < 0 || colon > end ? end : colon;
            if (!group(at, stop, group)) {
                return false;
            }
            at = stop + 1;
        }
        return start == end || text.charAt(end - 1) != ':';
    }

    private boolean group(int start, int end, int index) {
        if (start == end || end - start > 4) {
            return false;
        }
        var bits = 0L;
        for (var i = start; i < end; i++) {
            var digit = hex(text.charAt(i));
            if (digit < 0) {
                return false;
            }
            bits = bits << 4 | digit;
        }
        var shift = 16 * (3 - index % 4);
        if (index < GROUPS / 2) {
            high |= bits << shift;
        } else {
            low |= bits << shift;
        }
        return true;
    }

    private static int hex(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }
}
