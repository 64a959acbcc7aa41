package dev.ambit.cedar.value;

/// Strings as Cedar writes them.
public final class Quoted {
    private Quoted() {}

    /// `text` as a Cedar string literal, quotes included.
    public static String string(String text) {
        return escape(new StringBuilder("\""), text).append('"').toString();
    }

    /// Appends `text` as it stands between the quotes of a Cedar string literal.
    public static StringBuilder escape(StringBuilder out, String text) {
        text.codePoints().forEach(c -> escape(out, c));
        return out;
    }

    private static void escape(StringBuilder out, int c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case 0 -> out.append("\\0");
            default -> {
                if (isPrintable(c)) {
                    out.appendCodePoint(c);
                } else {
                    out.append("\\u{").append(Integer.toHexString(c)).append('}');
                }
            }
        }
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /// Whether `name` can stand as an attribute name without quotes: a letter or underscore, then letters, digits and
    /// underscores, all ASCII. Reserved words are not looked at.
    public static boolean isIdentifier(String name) {
        return !name.isEmpty()
                && !isDigit(name.charAt(0))
                && name.chars().allMatch(c -> isDigit(c) || c == '_' || (c | 0x20) >= 'a' && (c | 0x20) <= 'z');
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
