package dev.ambit.cedar.schema;

import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.Mistakes;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.text.Span;

/// Reads what a string in quotes says. Escapes are those of Rust, which Cedar took them from: after a backslash stands
/// `n`, `r`, `t`, `0`, a backslash, either quote, `x` with two digits up to 7F, or `u` with up to six digits in braces.
final class StringLiteral {
    private static final int LONGEST_UNICODE = 6;

    private final Token literal;
    private final Source source;
    private final Mistakes mistakes;
    private final String text;
    private int at = 1;

    private StringLiteral(Token literal, Source source, Mistakes mistakes) {
        this.literal = literal;
        this.source = source;
        this.mistakes = mistakes;
        this.text = literal.text();
    }

    /// What `literal` says; escapes that mean nothing are reported and left out.
    static String read(Token literal, Source source, Mistakes mistakes) {
        return new StringLiteral(literal, source, mistakes).read();
    }

    private String read() {
        var end = text.length() - 1;
        var out = new StringBuilder();
        while (at < end) {
            var start = at;
            var c = text.charAt(at++);
            if (c == '\\') {
                escape(out, start);
            } else if (c == '\r') {
                wrong(start, "a carriage return stands in a string unescaped");
            } else if (isSurrogate(text.codePointAt(start))) {
                wrong(start, "half a surrogate pair stands in a string");
            } else {
                out.appendCodePoint(text.codePointAt(start));
                at = start + Character.charCount(text.codePointAt(start));
            }
        }
        return out.toString();
    }

    private void escape(StringBuilder out, int start) {
        switch (text.charAt(at++)) {
            case 'n' -> out.append('\n');
            case 'r' -> out.append('\r');
            case 't' -> out.append('\t');
            case '0' -> out.append('\0');
            case '\\' -> out.append('\\');
            case '\'' -> out.append('\'');
            case '"' -> out.append('"');
            case 'x' -> ascii(out, start);
            case 'u' -> unicode(out, start);
            default -> {
                at += Character.isHighSurrogate(text.charAt(at - 1)) ? 1 : 0;
                wrong(start, "`%s` is no escape".formatted(text.substring(start, at)));
            }
        }
    }

    private void ascii(StringBuilder out, int start) {
        var end = Math.min(at + 2, text.length() - 1);
        var code = hexadecimal(text.substring(at, end));
        if (end - at == 2 && code >= 0 && code < 0x80) {
            at = end;
            out.append((char) code);
        } else {
            wrong(start, "`\\x` is followed by two hexadecimal digits, at most `7F`");
        }
    }

    private void unicode(StringBuilder out, int start) {
        var close = at;
        do {
            close++;
        } while (close < text.length() && isDigitOrUnderscore(text.charAt(close)));
        var isBraced = text.charAt(at) == '{' && text.charAt(close) == '}' && text.charAt(at + 1) != '_';
        var digits = isBraced ? text.substring(at + 1, close).replace("_", "") : "";
        var code = digits.length() > LONGEST_UNICODE ? -1 : hexadecimal(digits);
        if (code < 0 || !Character.isValidCodePoint(code) || isSurrogate(code)) {
            wrong(start, "`\\u` is followed by the hexadecimal number of a character in braces, as in `\\u{1F600}`");
            return;
        }
        at = close + 1;
        out.appendCodePoint(code);
    }

    private static boolean isDigitOrUnderscore(char c) {
        return c == '_' || c < 0x80 && Character.digit(c, 16) >= 0;
    }

    private static boolean isSurrogate(int code) {
        return code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE;
    }

    /// The number written, or -1 where there is none.
    private static int hexadecimal(String digits) {
        var isHexadecimal = !digits.isEmpty() && digits.chars().allMatch(c -> c < 0x80 && Character.digit(c, 16) >= 0);
        return isHexadecimal ? Integer.parseInt(digits, 16) : -1;
    }

    private void wrong(int start, String message) {
        var offset = literal.span().start();
        mistakes.add(Diagnostic.error("string-escape", source, new Span(offset + start, offset + at), message));
    }
}
