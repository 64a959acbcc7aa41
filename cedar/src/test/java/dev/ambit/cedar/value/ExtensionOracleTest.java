package dev.ambit.cedar.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.OfficialJson;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The extension types agree with the official engine on texts near the edge of what can be read, and on what can be
/// asked of values near the edge of their range.
class ExtensionOracleTest {
    private static final int PER_QUESTION = 500;

    /// One extension type: how to read it, texts to begin with, and the characters to break them with.
    @SuppressWarnings("ImmutableEnumChecker") // nothing in it is ever changed
    private enum Kind {
        DECIMAL("decimal", "-0123456789.1 ", DecimalValue::parse, "0.0", "-1.5", "12.3456", "922337203685477.5807",
                "-922337203685477.5808", "922337203685477.58", "00.10"),
        IP("ip", "0123456789abcfAF.:/ %g", IpValue::parse, "127.0.0.1", "10.0.0.0/8", "255.255.255.255/32", "::", "::1",
                "1:2:3:4:5:6:7:8", "ffff::/128", "1::8/64", "::ffff:1.2.3.4", "224.0.0.1/4"),
        DATETIME("datetime", "0123456789-:.TZ+ tz", DatetimeValue::parse, "2024-02-29", "1970-01-01T00:00:00Z",
                "2024-10-15T11:38:02.101Z", "2024-10-15T11:38:02.101-1134", "0000-01-01T00:00:00+2359",
                "9999-12-31T23:59:59.999-2359", "1900-02-28T23:59:59+0000"),
        DURATION("duration", "-0123456789dhms w", DurationValue::parse, "1d2h3m4s5ms", "-1ms", "0s", "1h1ms",
                "9223372036854775807ms", "-9223372036854775808ms", "106751991167d7h12m55s807ms", "90m");

        final String function;
        final String letters;
        final Function<String, @Nullable ExtensionValue> parse;
        final List<String> texts;

        Kind(String function, String letters, Function<String, @Nullable ExtensionValue> parse, String... texts) {
            this.function = function;
            this.letters = letters;
            this.parse = parse;
            this.texts = List.of(texts);
        }

        /// A text with up to three characters changed, added or left out.
        String any(SplittableRandom random) {
            var text = new StringBuilder(texts.get(random.nextInt(texts.size())));
            for (var i = random.nextInt(4); i > 0; i--) {
                var letter = letters.charAt(random.nextInt(letters.length()));
                var at = random.nextInt(text.length() + 1);
                switch (at == text.length() ? 0 : random.nextInt(4)) {
                    case 0 -> text.insert(at, letter);
                    case 1 -> text.deleteCharAt(at);
                    default -> text.setCharAt(at, letter);
                }
            }
            return text.toString();
        }

        /// An expression that is true if the official engine reads `text` as we do, and an error if neither can.
        Claim claim(String text) {
            var value = parse.apply(text);
            var call = "%s(%s)".formatted(function, Quoted.string(text));
            return value == null ? new Claim(call + " == " + call, "ERROR") : new Claim(call + " == " + value, "TRUE");
        }
    }

    private record Claim(String expression, String outcome) {}

    @Test
    void texts_are_read_as_the_official_engine_reads_them() {
        check(texts(1, 1_000));
    }

    @Test
    @Tag("slow")
    void very_many_texts_are_read_as_the_official_engine_reads_them() {
        check(texts(2, 100_000));
    }

    @Test
    void values_answer_as_those_of_the_official_engine_do() {
        check(questions(3, 100));
    }

    @Test
    @Tag("slow")
    void values_answer_very_many_questions_as_those_of_the_official_engine_do() {
        check(questions(4, 10_000));
    }

    private static Stream<Claim> texts(long seed, int count) {
        var random = new SplittableRandom(seed);
        return Stream.of(Kind.values()).flatMap(kind -> Stream.generate(() -> kind.claim(kind.any(random))).limit(
                count));
    }

    private static Stream<Claim> questions(long seed, int count) {
        var random = new SplittableRandom(seed);
        return Stream.generate(() -> Stream.of(
                decimals(new DecimalValue(number(random)), new DecimalValue(number(random))),
                addresses(ip(random), ip(random)),
                instants(new DatetimeValue(number(random)), new DatetimeValue(number(random)),
                        new DurationValue(number(random))),
                durations(new DurationValue(number(random)))).flatMap(List::stream)).limit(count).flatMap(all -> all);
    }

    private static List<Claim> decimals(DecimalValue left, DecimalValue right) {
        return List.of(
                method(left, "lessThan", right, left.isLessThan(right)),
                method(left, "lessThanOrEqual", right, left.isLessThanOrEqual(right)),
                method(left, "greaterThan", right, left.isGreaterThan(right)),
                method(left, "greaterThanOrEqual", right, left.isGreaterThanOrEqual(right)));
    }

    private static List<Claim> addresses(IpValue ip, IpValue range) {
        return List.of(
                method(ip, "isIpv4", "", ip.isIpv4()),
                method(ip, "isIpv6", "", ip.isIpv6()),
                method(ip, "isLoopback", "", ip.isLoopback()),
                method(ip, "isMulticast", "", ip.isMulticast()),
                method(ip, "isInRange", range, ip.isInRange(range)));
    }

    private static List<Claim> instants(DatetimeValue one, DatetimeValue other, DurationValue by) {
        return List.of(
                method(one, "offset", by, one.offset(by)),
                method(one, "durationSince", other, one.durationSince(other)),
                method(one, "toDate", "", one.toDate()),
                method(one, "toTime", "", one.toTime()),
                new Claim("(%s < %s) == %s".formatted(one, other, one.isBefore(other)), "TRUE"));
    }

    private static List<Claim> durations(DurationValue duration) {
        return List.of(
                method(duration, "toMilliseconds", "", duration.toMilliseconds()),
                method(duration, "toSeconds", "", duration.toSeconds()),
                method(duration, "toMinutes", "", duration.toMinutes()),
                method(duration, "toHours", "", duration.toHours()),
                method(duration, "toDays", "", duration.toDays()));
    }

    /// @param result what it is here; `null` where it is an error
    private static Claim method(Value receiver, String method, Object argument, @Nullable Object result) {
        var call = "%s.%s(%s)".formatted(receiver, method, argument);
        return result == null ? new Claim(call + " == 1", "ERROR") : new Claim(call + " == " + result, "TRUE");
    }

    private static void check(Stream<Claim> claims) {
        var all = claims.toList();
        for (var start = 0; start < all.size(); start += PER_QUESTION) {
            var some = all.subList(start, Math.min(start + PER_QUESTION, all.size()));
            var outcomes = OfficialJson.evaluate(some.stream().map(Claim::expression).toList());
            var wrong = new ArrayList<String>();
            for (var i = 0; i < some.size(); i++) {
                if (!some.get(i).outcome().equals(outcomes.get(i))) {
                    wrong.add(outcomes.get(i) + " for " + some.get(i));
                }
            }
            assertThat(wrong).isEmpty();
        }
    }

    private static IpValue ip(SplittableRandom random) {
        var kind = Kind.IP;
        while (true) {
            if (kind.parse.apply(kind.any(random)) instanceof IpValue ip) {
                return ip;
            }
        }
    }

    private static long number(SplittableRandom random) {
        var near = random.nextInt(-2, 3);
        return switch (random.nextInt(5)) {
            case 0 -> near;
            case 1 -> random.nextInt(-100, 100) * DurationValue.DAY + near;
            case 2 -> Long.MAX_VALUE - random.nextInt(3);
            case 3 -> Long.MIN_VALUE + random.nextInt(3);
            default -> random.nextLong();
        };
    }
}
