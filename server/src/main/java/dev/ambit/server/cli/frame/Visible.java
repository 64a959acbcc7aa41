package dev.ambit.server.cli.frame;

/// Makes text from files safe to show: what would move the cursor, colour the screen or turn the direction of writing is
/// shown as `�`, so that a policy cannot look on a terminal like another one.
public final class Visible {
    private static final int SHOWN = '\uFFFD';
    private static final int WIDE = 2;

    private Visible() {}

    /// `text` with its line breaks, and every other such character replaced.
    public static String text(String text) {
        return text.codePoints()
                .map(c -> c == '\n' ? c : of(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /// The character to show for `c`.
    public static int of(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> SHOWN;
            default -> c;
        };
    }

    /// How many columns of a terminal `c` takes, as well as can be told.
    public static int width(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
            default -> Character.isEmojiPresentation(c) || isIdeograph(c) ? WIDE : 1;
        };
    }

    private static boolean isIdeograph(int c) {
        return switch (Character.UnicodeScript.of(c)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL -> true;
            default -> false;
        };
    }
}
