package dev.ambit.cedar.text;

/// As much of somebody's text as a message can repeat.
public final class Excerpt {
    /// Longest excerpt, in UTF-16 units, before the ellipsis.
    public static final int LONGEST = 60;

    private Excerpt() {}

    /// `text`, its end left out where it is long.
    public static String of(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return text.substring(0, end) + "…";
    }

    /// `text` between backticks, its end left out where it is long.
    public static String quoted(String text) {
        return "`" + of(text) + "`";
    }
}
