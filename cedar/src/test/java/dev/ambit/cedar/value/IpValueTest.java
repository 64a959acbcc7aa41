package dev.ambit.cedar.value;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpValueTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            0.0.0.0,               0,        32,  0.0.0.0
            127.0.0.1,             7f000001, 32,  127.0.0.1
            255.255.255.255,       ffffffff, 32,  255.255.255.255
            10.0.0.1/8,            0a000001, 8,   10.0.0.1/8
            10.0.0.1/0,            0a000001, 0,   10.0.0.1/0
            10.0.0.1/32,           0a000001, 32,  10.0.0.1
            """)
    void an_ipv4_address_is_read_and_printed(String text, String low, int prefix, String printed) {
        var ip = new IpValue(true, 0, Long.parseLong(low, 16), prefix);

        assertThat(IpValue.parse(text)).isEqualTo(ip);
        assertThat(ip.text()).isEqualTo(printed);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            ::,                                          0,                0,                128, ::
            ::1,                                         0,                1,                128, ::1
            1::,                                         1000000000000,    0,                128, 1::
            0:0:0:0:0:0:0:0,                             0,                0,                128, ::
            1:2:3:4:5:6:7:8,                             1000200030004,    5000600070008,    128, 1:2:3:4:5:6:7:8
            1:2:3:4:5:6:7::,                             1000200030004,    5000600070000,    128, 1:2:3:4:5:6:7:0
            ::2:3:4:5:6:7:8,                             200030004,        5000600070008,    128, 0:2:3:4:5:6:7:8
            1:2:3::5:6:7:8,                              1000200030000,    5000600070008,    128, 1:2:3:0:5:6:7:8
            1:0:0:4:0:0:0:8,                             1000000000004,    8,                128, 1:0:0:4::8
            1:0:0:4:5:0:0:8,                             1000000000004,    5000000000008,    128, 1::4:5:0:0:8
            ::ffff:c0a8:1,                               0,                ffffc0a80001,     128, ::ffff:c0a8:1
            2001:DB8::ABCD/32,                           20010db800000000, abcd,             32,  2001:db8::abcd/32
            0001:0002:0003:0004:0005:0006:0007:0008/128, 1000200030004,    5000600070008,    128, 1:2:3:4:5:6:7:8
            ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/0,   ffffffffffffffff, ffffffffffffffff, 0,   ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/0
            """)
    void an_ipv6_address_is_read_and_printed(String text, String high, String low, int prefix, String printed) {
        var ip = new IpValue(false, Long.parseUnsignedLong(high, 16), Long.parseUnsignedLong(low, 16), prefix);

        assertThat(IpValue.parse(text)).isEqualTo(ip);
        assertThat(ip.text()).isEqualTo(printed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "1", "1.2.3", "1.2.3.", ".1.2.3", "1..2.3", "1.2.3.4.", "1.2.3.4.5", "256.0.0.0",
        "0.0.0.256", "01.2.3.4", "00.0.0.0", "1.2.3.04", "1.2.3.1000", "1.2.3.-4", "+1.2.3.4", " 1.2.3.4",
        "1.2.3.4 ", "1.2.3.4\n", "0x1.2.3.4", "a.b.c.d", "\u0661.2.3.4", "1.2.3.4/", "1.2.3.4/33", "1.2.3.4/032",
        "1.2.3.4/00", "1.2.3.4/01", "1.2.3.4/-1", "1.2.3.4/+1", "1.2.3.4/128", "1.2.3.4/8/8", "1.2.3.4/ 8",
        "1.2.3.4/a", "1.2.3/4.5", "1.2.3.4:80", "localhost", ":", ":::", ":1", "1:", "1:2", "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:", ":1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:", ":1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7:8::", "::1:2:3:4:5:6:7:8", "1:2:3:4::5:6:7:8", "1::2::3", "1:::2", "::1::", "::1:",
        ":1::", "12345::", "::12345", "::g", "::-1", "::+1", "::/129", "::/0128", "::/1280", "::/", "[::1]",
        "fe80::1%eth0", "fe80::1%1", "::1.2.3.4", "::ffff:192.168.0.1", "1:2:3:4:5:6:1.2.3.4", "::\uff11",
        "1/:2.3.4", "::/::", "1.2.3.4/::1"})
    void what_is_no_address_is_refused(String text) {
        assertThat(IpValue.parse(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            127.0.0.1,        true,  false
            127.255.255.255,  true,  false
            127.0.0.1/8,      true,  false
            127.0.0.1/7,      false, false
            126.255.255.255,  false, false
            128.0.0.0,        false, false
            ::1,              true,  false
            ::1/127,          false, false
            ::,               false, false
            ::2,              false, false
            1::1,             false, false
            ::ffff:7f00:1,    false, false
            224.0.0.0,        false, true
            239.255.255.255,  false, true
            240.0.0.0,        false, false
            223.255.255.255,  false, false
            224.0.0.0/4,      false, true
            224.0.0.0/3,      false, false
            ff00::,           false, true
            ff00::/8,         false, true
            ff00::/7,         false, false
            fe00::,           false, false
            feff::,           false, false
            """)
    void loopback_and_multicast_ask_for_the_whole_range(String text, boolean loopback, boolean multicast) {
        var ip = ip(text);

        assertThat(ip.isLoopback()).isEqualTo(loopback);
        assertThat(ip.isMulticast()).isEqualTo(multicast);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            10.0.0.1,      10.0.0.1,         true
            10.0.0.1,      10.0.0.2,         false
            10.0.0.1,      10.0.0.0/8,       true
            10.0.0.1,      10.255.255.255/8, true
            11.0.0.0,      10.0.0.0/8,       false
            10.0.0.0/8,    10.0.0.1,         false
            10.0.0.0/8,    10.0.0.0/9,       false
            10.128.0.0/9,  10.0.0.0/8,       true
            10.0.0.0/8,    10.9.9.9/8,       true
            1.2.3.4,       255.0.0.0/0,      true
            1.2.3.4/0,     255.0.0.0/0,      true
            ::1,           ::/0,             true
            1.2.3.4,       ::/0,             false
            ::1,           0.0.0.0/0,        false
            ::102:304,     1.2.3.4/0,        false
            1:2:3:4::,     1:2:3:4::/48,     true
            1:2:3:4::,     1:2:3:5::/63,     true
            1:2:3:4::,     1:2:3:5::/64,     false
            1:2:3:4:8::,   1:2:3:4:9::/79,   true
            1:2:3:4:8::,   1:2:3:4:9::/80,   false
            ::1,           ::/127,           true
            ::1,           ::/128,           false
            ::/128,        ::/128,           true
            """)
    void a_range_is_in_another_if_all_its_addresses_are(String inner, String outer, boolean isIn) {
        assertThat(ip(inner).isInRange(ip(outer))).isEqualTo(isIn);
    }

    @Test
    void ranges_are_nested_exactly_as_their_first_and_last_addresses_are() {
        var random = new SplittableRandom(11);
        for (var i = 0; i < 20_000; i++) {
            var inner = anyRange(random);
            var outer = random.nextBoolean() ? anyRange(random) : near(inner, random);
            var expected = inner.isIpv4() == outer.isIpv4()
                    && first(outer).compareTo(first(inner)) <= 0
                    && last(inner).compareTo(last(outer)) <= 0;

            assertThat(inner.isInRange(outer)).as("%s in %s", inner, outer).isEqualTo(expected);
            assertThat(IpValue.parse(inner.text())).as(inner.text()).isEqualTo(inner);
        }
    }

    @Test
    void ranges_that_hold_the_same_addresses_are_equal_only_if_written_alike() {
        assertThat(ip("10.0.0.1/8")).isNotEqualTo(ip("10.0.0.2/8")).isNotEqualTo(ip("10.0.0.1"));
        assertThat(ip("10.0.0.1/32")).isEqualTo(ip("10.0.0.1"));
        assertThat(ip("::a:1")).isNotEqualTo(ip("0.10.0.1")).isEqualTo(ip("0:0::A:0001"));
    }

    @Test
    void an_address_that_does_not_fit_its_width_cannot_be_made() {
        assertThatThrownBy(() -> new IpValue(true, 0, 1, 33)).hasMessage(
                "a prefix of 33 bits does not fit an address of 32");
        assertThatThrownBy(() -> new IpValue(false, 0, 1, -1)).hasMessage(
                "a prefix of -1 bits does not fit an address of 128");
        assertThatThrownBy(() -> new IpValue(true, 1, 0, 32)).hasMessage("an IPv4 address has more than 32 bits");
        assertThatThrownBy(() -> new IpValue(true, 0, 1L << 32, 32)).hasMessage(
                "an IPv4 address has more than 32 bits");
    }

    @Test
    void an_address_prints_as_the_expression_that_makes_it() {
        assertThat(ip("10.0.0.1/8")).hasToString("ip(\"10.0.0.1/8\")");
    }

    private static IpValue ip(String text) {
        return requireNonNull(IpValue.parse(text), text);
    }

    private static IpValue anyRange(SplittableRandom random) {
        return random.nextBoolean()
                ? new IpValue(true, 0, random.nextLong(1L << 32), random.nextInt(33))
                : new IpValue(false, groups(random), groups(random), random.nextInt(129));
    }

    /// Mostly zeros: printing is delicate where they stand in a row.
    private static long groups(SplittableRandom random) {
        var bits = 0L;
        for (var i = 0; i < 4; i++) {
            bits = bits << 16 | (random.nextInt(3) == 0 ? random.nextInt(1 << 16) : 0);
        }
        return bits;
    }

    private static IpValue near(IpValue ip, SplittableRandom random) {
        var flipped = 1L << random.nextInt(ip.isIpv4() ? 32 : 64);
        var high = ip.isIpv4() || random.nextBoolean() ? ip.high() : ip.high() ^ flipped;
        return new IpValue(ip.isIpv4(), high, ip.low() ^ flipped, random.nextInt(ip.isIpv4() ? 33 : 129));
    }

    private static BigInteger first(IpValue ip) {
        return address(ip).shiftRight(hostBits(ip)).shiftLeft(hostBits(ip));
    }

    private static BigInteger last(IpValue ip) {
        return first(ip).add(BigInteger.ONE.shiftLeft(hostBits(ip))).subtract(BigInteger.ONE);
    }

    private static int hostBits(IpValue ip) {
        return (ip.isIpv4() ? 32 : 128) - ip.prefix();
    }

    private static BigInteger address(IpValue ip) {
        var low = new BigInteger(Long.toUnsignedString(ip.low()));
        return new BigInteger(Long.toUnsignedString(ip.high())).shiftLeft(64).add(low);
    }
}
