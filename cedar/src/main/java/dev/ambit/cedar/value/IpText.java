package dev.ambit.cedar.value;

import org.jspecify.annotations.Nullable;

/// How an IP address is written: `10.0.0.1` or `2001:db8::1`, either with a prefix length after a slash.
final class IpText {
    private static final int OCTETS = 4;

    private IpText() {}

    static @Nullable IpValue parse(String text) {
        var slash = text.indexOf('/');
        var end = slash < 0 ? text.length() : slash;
        var isIpv4 = text.lastIndexOf(':', end) < 0;
        var widest = IpValue.width(isIpv4);
        var prefix = slash < 0 ? widest : number(text, slash + 1, text.length());
        if (prefix < 0 || prefix > widest) {
            return null;
        }
        return isIpv4 ? ipv4(text, end, prefix) : Ipv6Reader.read(text, end, prefix);
    }

    /// A number of one to three digits, without leading zeros, in `[start, end)`; or -1.
    private static int number(String text, int start, int end) {
        var length = end - start;
        if (length < 1 || length > 3 || length > 1 && text.charAt(start) == '0') {
            return -1;
        }
        return Digits.read(text, start, length);
    }

    private static @Nullable IpValue ipv4(String text, int end, int prefix) {
        var address = 0L;
        var start = 0;
        for (var i = 1; i <= OCTETS; i++) {
            var stop = i == OCTETS ? end : text.indexOf('.', start);
            var octet = number(text, start, Math.min(stop, end));
            if (octet < 0 || octet > 255) {
                return null;
            }
            address = address << 8 | octet;
            start = stop + 1;
        }
        return new IpValue(true, 0, address, prefix);
    }

    /// The prefix length is left out where it names a single address.
    static String print(IpValue ip) {
        var out = new StringBuilder();
        if (ip.isIpv4()) {
            printIpv4(out, ip.low());
        } else {
            printIpv6(out, ip);
        }
        return ip.prefix() == IpValue.width(ip.isIpv4())
                ? out.toString()
                : out.append('/').append(ip.prefix()).toString();
    }

    private static void printIpv4(StringBuilder out, long address) {
        for (var shift = 24; shift >= 0; shift -= 8) {
            out.append(address >>> shift & 0xff).append(shift == 0 ? "" : ".");
        }
    }

    /// As RFC 5952 §4 recommends: lower case, no leading zeros, the first of the longest runs of zero groups as `::`.
    private static void printIpv6(StringBuilder out, IpValue ip) {
        var gap = 0;
        var length = 1;
        for (var i = 0; i < Ipv6Reader.GROUPS; i++) {
            if (zeros(ip, i) > length) {
                gap = i;
                length = zeros(ip, i);
            }
        }
        for (var i = 0; i < Ipv6Reader.GROUPS; i++) {
            if (length > 1 && i == gap) {
                out.append("::");
                i += length - 1;
            } else {
                out.append(out.isEmpty() || out.charAt(out.length() - 1) == ':' ? "" : ":")
                        .append(Integer.toHexString(ip.group(i)));
            }
        }
    }

    private static int zeros(IpValue ip, int start) {
        var end = start;
        while (end < Ipv6Reader.GROUPS && ip.group(end) == 0) {
            end++;
        }
        return end - start;
    }
}
