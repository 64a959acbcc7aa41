package dev.ambit.server.settings;

import dev.ambit.server.yaml.Form;
import dev.ambit.server.yaml.Forms;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Forms that settings have and policies do not.
public final class SettingForms {
    /// A file or directory.
    public static final Form<Path> PATH = (yaml, page) -> Forms.TEXT.read(yaml, page).flatMap(text -> {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException impossible) {
            page.tell("bad-path", yaml, "`%s` cannot be the name of a file".formatted(text), "");
            return Optional.empty();
        }
    });

    /// An address or name of a machine.
    public static final Form<String> HOST = Forms.matching("[A-Za-z0-9.:_-]{1,253}", "a host",
            "Write an address, as `10.0.0.7`, or a name");

    /// A port; 0 for a free one.
    public static final Form<Integer> PORT = whole(0, 65_535);

    /// Where something is reached: `http://…` or `https://…`.
    public static final Form<URI> URL = (yaml, page) -> Forms.matching("https?://[!-~]{1,500}", "a URL",
            "Write `https://host:port/path`").read(yaml, page).flatMap(text -> {
                try {
                    return Optional.of(URI.create(text)).filter(uri -> uri.getHost() != null);
                } catch (IllegalArgumentException malformed) {
                    return Optional.<URI>empty();
                }
            }).or(() -> {
                page.tell("bad-url", yaml, "this names no host", "Write `https://host:port/path`");
                return Optional.empty();
            });

    private static final Pattern SIZE = Pattern.compile("([0-9]{1,12})(B|KiB|MiB|GiB|TiB)");
    private static final Map<String, Integer> SHIFTS = Map.of("B", 0, "KiB", 10, "MiB", 20, "GiB", 30, "TiB", 40);
    private static final Pattern MILLIS = Pattern.compile("([0-9]{1,5})ms");

    private SettingForms() {}

    /// A whole number from `least` to `most`, which fits an `int`.
    public static Form<Integer> whole(int least, int most) {
        return (yaml, page) -> Forms.number(least, most).read(yaml, page).map(Math::toIntExact);
    }

    /// A number of bytes from `least` to `most`, such as `64KiB`, `32MiB` or `100GiB`.
    public static Form<Long> size(long least, long most) {
        return (yaml, page) -> Forms.scalar(yaml, page, "a number of bytes").flatMap(scalar -> {
            var found = SIZE.matcher(scalar.text());
            var bytes = found.matches()
                    ? Optional.of(Long.parseLong(found.group(1)) << SHIFTS.getOrDefault(found.group(2), 0))
                    : Optional.<Long>empty();
            if (bytes.filter(size -> size >= least && size <= most).isEmpty()) {
                page.tell("bad-size", yaml, "`%s` is no number of bytes from %s to %s".formatted(scalar.text(), sized(
                        least), sized(most)), "Write a number and a unit, such as `64KiB`, `32MiB` or `100GiB`");
            }
            return bytes.filter(size -> size >= least && size <= most);
        });
    }

    /// A length of time from `least` to `most`, which may be as short as milliseconds: `50ms`, `10s`, `1h30m`, `7d`.
    public static Form<Duration> within(Duration least, Duration most) {
        return (yaml, page) -> Forms.scalar(yaml, page, "a length of time").flatMap(scalar -> {
            var millis = MILLIS.matcher(scalar.text());
            var length = millis.matches()
                    ? Optional.of(Duration.ofMillis(Long.parseLong(millis.group(1))))
                    : Forms.DURATION.read(yaml, page);
            if (length.filter(time -> time.compareTo(least) < 0 || time.compareTo(most) > 0).isPresent()) {
                page.tell("bad-duration", yaml, "`%s` is not from %s to %s".formatted(scalar.text(), timed(least),
                        timed(most)), "");
                return Optional.empty();
            }
            return length;
        });
    }

    private static String sized(long bytes) {
        var units = new String[] {"B", "KiB", "MiB", "GiB", "TiB"};
        var unit = Math.min(Long.numberOfTrailingZeros(bytes) / 10, units.length - 1);
        return "%d%s".formatted(bytes >> 10 * unit, units[unit]);
    }

    private static String timed(Duration time) {
        return time.toMillis() < 1000 ? time.toMillis() + "ms" : time.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
