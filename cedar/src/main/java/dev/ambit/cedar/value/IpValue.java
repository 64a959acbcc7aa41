package dev.ambit.cedar.value;

import org.jspecify.annotations.Nullable;

/// An IP address with a prefix length: a single address, or a range of them.
/// IPv4 and IPv6 are different worlds: no range of one holds an address of the other. Two ranges are equal only where
/// address and prefix are, so `10.0.0.1/8` and `10.0.0.2/8` differ although they hold the same addresses.
///
/// @param isIpv4 whether the address has 32 bits, kept in the lower half of `low`; otherwise it has 128
/// @param high   the upper 64 bits; 0 for IPv4
/// @param low    the lower 64 bits
/// @param prefix how many leading bits name the range: at most 32 for IPv4, 128 for IPv6
public record IpValue(boolean isIpv4, long high, long low, int prefix) implements ExtensionValue {
    /// @throws IllegalArgumentException where the prefix is longer than the address, or an IPv4 address than 32 bits
    public IpValue {
        if (prefix < 0 || prefix > width(isIpv4)) {
            throw new IllegalArgumentException(
                    "a prefix of %d bits does not fit an address of %d".formatted(prefix, width(isIpv4)));
        }
        if (isIpv4 && (high != 0 || low >>> 32 != 0)) {
            throw new IllegalArgumentException("an IPv4 address has more than 32 bits");
        }
    }

    /// The address or range `text` writes: four decimal octets or up to eight hexadecimal groups, then perhaps a slash
    /// and a prefix length. No octet or length has leading zeros; IPv6 knows no zone and no IPv4 address inside it.
    /// `null` where `text` is anything else.
    public static @Nullable IpValue parse(String text) {
        return IpText.parse(text);
    }

    static int width(boolean isIpv4) {
        return isIpv4 ? 32 : 128;
    }

    public boolean isIpv6() {
        return !isIpv4;
    }

    /// Whether all addresses of this range are in `127.0.0.0/8`, or this is `::1`.
    public boolean isLoopback() {
        return isIpv4 ? prefix >= 8 && low >>> 24 == 127 : prefix == 128 && high == 0 && low == 1;
    }

    /// Whether all addresses of this range are in `224.0.0.0/4` or `ff00::/8`.
    public boolean isMulticast() {
        return isIpv4 ? prefix >= 4 && low >>> 28 == 0xe : prefix >= 8 && high >>> 56 == 0xff;
    }

    /// Whether all addresses of this range are in `range`.
    public boolean isInRange(IpValue range) {
        return isIpv4 == range.isIpv4 && prefix >= range.prefix && differsOnlyBelow(range);
    }

    private boolean differsOnlyBelow(IpValue range) {
        if (isIpv4) {
            return (low ^ range.low) >>> 32 - range.prefix == 0;
        }
        return leading(high ^ range.high, Math.min(64, range.prefix)) == 0
                && leading(low ^ range.low, Math.max(0, range.prefix - 64)) == 0;
    }

    private static long leading(long bits, int count) {
        return count == 0 ? 0 : bits >>> 64 - count;
    }

    /// One of the eight groups of 16 bits of an IPv6 address, 0 the leftmost.
    int group(int index) {
        return (int) ((index < 4 ? high : low) >>> 16 * (3 - index % 4)) & 0xffff;
    }

    @Override
    public String kind() {
        return "ipaddr";
    }

    @Override
    public String constructor() {
        return "ip";
    }

    @Override
    public String text() {
        return IpText.print(this);
    }

    @Override
    public String toString() {
        return "ip(" + Quoted.string(text()) + ")";
    }
}
