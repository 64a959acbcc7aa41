package dev.ambit.cedar.value;

/// An IP address with a prefix length: a single address, or a range of them.
/// IPv4 and IPv6 are different worlds: no range of one holds an address of the other.
///
/// @param isIpv4 whether the address has 32 bits, kept in the lower half of `low`; otherwise it has 128
/// @param high   the upper 64 bits; 0 for IPv4
/// @param low    the lower 64 bits
/// @param prefix how many leading bits name the range: at most 32 for IPv4, 128 for IPv6
public record IpValue(boolean isIpv4, long high, long low, int prefix) implements ExtensionValue {
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
        throw new IllegalStateException("filled in by the extension work");
    }

    @Override
    public String toString() {
        return "ip(" + Quoted.string(text()) + ")";
    }
}
