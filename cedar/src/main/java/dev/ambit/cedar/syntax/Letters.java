package dev.ambit.cedar.syntax;

/// Which characters belong together, and how far a run of them goes.
final class Letters {
    private Letters() {}

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isWordPart(char c) {
        return isDigit(c) || c == '_' || (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    }

    /// Unicode's white space, of which Java has no predicate of its own.
    static boolean isBlank(char c) {
        return switch (c) {
            case ' ', '\t', '\n', 0x0b, '\f', '\r', 0x85, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000 -> true;
            default -> c >= 0x2000 && c <= 0x200a;
        };
    }

    /// Whether a letter stands here that is none of Cedar's.
    static boolean isForeign(String text, int at) {
        return text.charAt(at) > 0x7f && Character.isLetter(text.codePointAt(at));
    }

    /// Whether half of a surrogate pair stands here without the other half.
    static boolean isHalf(String text, int at) {
        var c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 >= text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }

    static int digitsEnd(String text, int from) {
        var end = from;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    static int wordEnd(String text, int from) {
        var end = from;
        while (end < text.length() && isWordPart(text.charAt(end))) {
            end++;
        }
        return end;
    }

    static int foreignWordEnd(String text, int from) {
        var end = from;
        while (end < text.length() && (isWordPart(text.charAt(end)) || isForeign(text, end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end;
    }

    static int lineEnd(String text, int from) {
        var end = from;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    /// Where the string that opens at `from` ends, its closing quote included; negative if it never does.
    static int stringEnd(String text, int from) {
        for (var i = from + 1; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '"' -> {
                    return i + 1;
                }
                case '\\' -> i++;
                default -> {}
            }
        }
        return -1;
    }
}
