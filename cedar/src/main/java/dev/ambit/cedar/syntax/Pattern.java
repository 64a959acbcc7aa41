package dev.ambit.cedar.syntax;

import dev.ambit.cedar.value.Quoted;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The right side of `like`: code points, and `*` for any run of them, the empty one included.
/// Matching takes time proportional to the text times the pattern at worst, and allocates nothing.
public final class Pattern {
    /// Stands in the pattern for `*` as a wildcard; no code point is negative.
    public static final int WILDCARD = -1;

    private final int[] elements;

    private Pattern(int[] elements) {
        this.elements = elements;
    }

    /// @param elements code points and [#WILDCARD]s, in order
    public static Pattern of(int... elements) {
        return new Pattern(elements.clone());
    }

    /// The code points and [#WILDCARD]s.
    public int[] elements() {
        return elements.clone();
    }

    /// Whether the whole of `text` fits.
    public boolean matches(String text) {
        var at = 0;
        var in = 0;
        var retryAt = -1;
        var retryIn = -1;
        while (in < text.length()) {
            var c = text.codePointAt(in);
            if (at < elements.length && elements[at] == WILDCARD) {
                retryAt = ++at;
                retryIn = in;
            } else if (at < elements.length && elements[at] == c) {
                at++;
                in += Character.charCount(c);
            } else if (retryAt >= 0) {
                at = retryAt;
                retryIn += Character.charCount(text.codePointAt(retryIn));
                in = retryIn;
            } else {
                return false;
            }
        }
        while (at < elements.length && elements[at] == WILDCARD) {
            at++;
        }
        return at == elements.length;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Pattern that && Arrays.equals(elements, that.elements);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(elements);
    }

    /// The pattern as a Cedar literal, quotes included; a literal star is written `\*`.
    @Override
    public String toString() {
        var out = new StringBuilder("\"");
        for (var element : elements) {
            switch (element) {
                case WILDCARD -> out.append('*');
                case '*' -> out.append("\\*");
                default -> Quoted.escape(out, Character.toString(element));
            }
        }
        return out.append('"').toString();
    }
}
