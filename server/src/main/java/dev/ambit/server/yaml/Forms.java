package dev.ambit.server.yaml;

import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.Passage;
import dev.ambit.cedar.text.Spelling;
import dev.ambit.core.policy.Written;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The usual forms.
public final class Forms {
    /// Longest text, in UTF-16 units.
    public static final int LONGEST_TEXT = 2_000;
    /// Longest name, in UTF-16 units.
    public static final int LONGEST_NAME = 64;

    /// Words for people: not blank, at most [#LONGEST_TEXT] long, without control characters but line breaks.
    public static final Form<String> TEXT = (yaml, page) -> scalar(yaml, page, "a text").flatMap(scalar -> text(scalar,
            page));

    /// A name such as `pull-request-review`: small letters, digits, `-`, `_` and `.`, at most [#LONGEST_NAME] of them.
    public static final Form<String> NAME = matching("[a-z0-9][a-z0-9._-]{0,%d}".formatted(LONGEST_NAME - 1), "a name",
            "A name has small letters, digits, `-`, `_` and `.`, at most %d of them".formatted(LONGEST_NAME));

    /// `true` or `false`.
    public static final Form<Boolean> TRUTH = oneOf(Map.of("true", true, "false", false));

    /// Cedar text, which stands in the file as it is.
    public static final Form<Passage> CEDAR = (yaml, page) -> scalar(yaml, page, "Cedar text").flatMap(
            scalar -> cedar(scalar, page));

    /// A length of time, such as `90s`, `15m`, `1h30m` or `7d`: at least a second, at most ten years.
    public static final Form<Duration> DURATION = (yaml, page) -> scalar(yaml, page, "a length of time").flatMap(
            scalar -> duration(scalar, page));

    private static final Pattern STRETCH = Pattern.compile(
            "(?:([0-9]{1,5})d)?(?:([0-9]{1,6})h)?(?:([0-9]{1,8})m)?(?:([0-9]{1,9})s)?");
    private static final Duration LONGEST = Duration.ofDays(3650);

    private Forms() {}

    /// A whole number from `least` to `most`.
    public static Form<Long> number(long least, long most) {
        return (yaml, page) -> scalar(yaml, page, "a number").flatMap(scalar -> {
            var isNumber = scalar.style() == Yaml.Style.PLAIN && scalar.text().matches("-?[0-9]{1,18}");
            if (isNumber && Long.parseLong(scalar.text()) >= least && Long.parseLong(scalar.text()) <= most) {
                return Optional.of(Long.parseLong(scalar.text()));
            }
            page.tell("bad-number", yaml, isNumber
                    ? "%s is not from %,d to %,d".formatted(shown(scalar), least, most)
                    : "%s is no whole number".formatted(shown(scalar)), isNumber
                            ? ""
                            : "Write a number from %,d to %,d, without quotes".formatted(least, most));
            return Optional.empty();
        });
    }

    /// One of a few words.
    public static <T> Form<T> oneOf(Map<String, T> words) {
        return (yaml, page) -> scalar(yaml, page, "a word").flatMap(scalar -> {
            var meant = Optional.ofNullable(words.get(scalar.text()));
            if (meant.isEmpty()) {
                page.tell("unknown-word", yaml, "%s is none of the words that can stand here".formatted(shown(scalar)),
                        Spelling.didYouMean(scalar.text(), words.keySet()).orElse("Write one of " + list(words
                                .keySet())));
            }
            return meant;
        });
    }

    /// A text that `pattern` matches whole.
    ///
    /// @param what what such a text is, as `a name`
    /// @param help how it is written
    public static Form<String> matching(String pattern, String what, String help) {
        var compiled = Pattern.compile(pattern);
        return (yaml, page) -> scalar(yaml, page, what).flatMap(scalar -> {
            if (scalar.text().length() <= LONGEST_TEXT && compiled.matcher(scalar.text()).matches()) {
                return Optional.of(scalar.text());
            }
            page.tell("bad-" + what.replaceFirst("^an? ", "").replace(' ', '-'), yaml, "%s is not %s".formatted(shown(
                    scalar), what), help);
            return Optional.empty();
        });
    }

    /// A sequence of at most `most`; items that are none are left out.
    public static <T> Form<List<T>> listOf(Form<T> form, int most) {
        return (yaml, page) -> {
            if (!(yaml instanceof Yaml.Sequence(var items, _))) {
                return mismatch(yaml, page, "a list", "Write `[ … ]`, or a line that begins with `- ` for each");
            }
            if (items.size() > most) {
                page.tell("too-many", yaml, "%,d stand here, the limit is %,d".formatted(items.size(), most), "");
                return Optional.empty();
            }
            var read = new ArrayList<T>();
            items.forEach(item -> form.read(item, page).ifPresent(read::add));
            return Optional.of(read);
        };
    }

    /// What `form` reads, and where it stands.
    public static <T> Form<Written<T>> placed(Form<T> form) {
        return (yaml, page) -> form.read(yaml, page).map(value -> new Written<>(value, page.passage(yaml)));
    }

    /// The scalar that `yaml` is, and which is not nothing.
    ///
    /// @param what what should stand there
    public static Optional<Yaml.Scalar> scalar(Yaml yaml, Page page, String what) {
        return yaml instanceof Yaml.Scalar scalar && !scalar.isNothing()
                ? Optional.of(scalar)
                : mismatch(yaml, page, what, "");
    }

    /// Tells that something else stands where `what` must.
    static <T> Optional<T> mismatch(Yaml yaml, Page page, String what, String help) {
        page.tell("wrong-kind", yaml, "expected %s, found %s".formatted(what, yaml.kind()), help);
        return Optional.empty();
    }

    static String shown(Yaml.Scalar scalar) {
        return "`%s`".formatted(Diagnostic.cut(scalar.text().lines().findFirst().orElse("")));
    }

    static String list(Iterable<String> words) {
        var all = new ArrayList<String>();
        words.forEach(all::add);
        return all.stream().sorted().map("`%s`"::formatted).collect(Collectors.joining(", "));
    }

    private static Optional<String> text(Yaml.Scalar scalar, Page page) {
        var text = scalar.text().strip();
        if (text.isEmpty()) {
            page.tell("empty-text", scalar, "the text is empty", "");
        } else if (text.length() > LONGEST_TEXT) {
            page.tell("long-text", scalar, "the text has %,d characters, the limit is %,d".formatted(text.length(),
                    LONGEST_TEXT), "");
        } else if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n')) {
            page.tell("control-character", scalar, "the text has control characters", "");
        } else {
            return Optional.of(text);
        }
        return Optional.empty();
    }

    private static Optional<Duration> duration(Yaml.Scalar scalar, Page page) {
        var found = STRETCH.matcher(scalar.text());
        if (scalar.text().isEmpty() || !found.matches()) {
            page.tell("bad-duration", scalar, "%s is no length of time".formatted(shown(scalar)),
                    "Write numbers and units, such as `90s`, `15m`, `1h30m` or `7d`");
            return Optional.empty();
        }
        var length = Duration.ofDays(part(found, 1)).plusHours(part(found, 2)).plusMinutes(part(found, 3)).plusSeconds(
                part(found, 4));
        if (length.isZero() || length.compareTo(LONGEST) > 0) {
            page.tell("bad-duration", scalar, "%s is not from `1s` to `%dd`".formatted(shown(scalar), LONGEST
                    .toDays()), "");
            return Optional.empty();
        }
        return Optional.of(length);
    }

    private static long part(Matcher found, int group) {
        return Optional.ofNullable(found.group(group)).map(Long::parseLong).orElse(0L);
    }

    private static Optional<Passage> cedar(Yaml.Scalar scalar, Page page) {
        if (scalar.verbatim().isEmpty()) {
            page.tell("folded-cedar", scalar, "Cedar text is folded or escaped here, so that what is read is not what "
                    + "stands in the file", "Write it as a block behind `|`, or on one line without escapes");
        }
        return scalar.verbatim().map(page::passage);
    }
}
