package dev.ambit.core.govern;

import java.util.Arrays;
import java.util.List;

/// Why something that was said changes nothing.
///
/// @param code  stable, for programs
/// @param facts what it is about, in the order its words tell them; no value of a signal among them, which may be sensitive
public record Unheard(Code code, List<String> facts) {

    /// Every reason there is.
    public enum Code {
        SIGNAL_NOT_CATALOGUED("signal-not-catalogued", "signal `%s` is not in the catalogue of the release in force"),
        WRONG_SOURCE("wrong-source", "signal `%s` comes from `%s`, not from `%s`"),
        INTEGRITY_TOO_LOW("integrity-too-low", "signal `%s` has to be %s, and was only %s"),
        WRONG_SUBJECT("wrong-subject", "signal `%s` is about one `%s`, and `%s` is none"),
        WRONG_VALUE("wrong-value", "signal `%s` is one `%s`, and the value is none"),
        NONE_WOULD_WIDEN("none-would-widen",
                "signal `%s` may only narrow access, and that there is none could widen it"),
        TOO_LARGE("too-large", "a value of signal `%s` and who it is about have %s bytes, and may have %s"),
        OBSERVED_AHEAD("observed-ahead", "signal `%s` was observed at %s, more than %s ahead of our clock"),
        OBSERVED_TOO_LONG_AGO("observed-too-long-ago", "signal `%s` was observed %s ago, and counts for %s"),
        OUTRUN("outrun", "signal `%s` about `%s` was observed later already, at %s"),
        REPLAYED("replayed", "message `%s` of `%s` was heard before"),
        TOO_MANY_READINGS("too-many-readings", "%s subjects have readings already, which is the limit");

        private final String word;
        private final String words;

        Code(String word, String words) {
            this.word = word;
            this.words = words;
        }

        /// For programs.
        public String word() {
            return word;
        }
    }

    public Unheard {
        facts = List.copyOf(facts);
    }

    static Unheard of(Code code, Object... facts) {
        return new Unheard(code, Arrays.stream(facts).map(Object::toString).toList());
    }

    /// In words.
    public String words() {
        return code.words.formatted(facts.toArray());
    }

    @Override
    public String toString() {
        return code.word + ": " + words();
    }
}
