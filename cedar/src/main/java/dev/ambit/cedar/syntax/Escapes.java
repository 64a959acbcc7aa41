package dev.ambit.cedar.syntax;

import static dev.ambit.cedar.text.Diagnostic.cut;

import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.text.Span;
import java.util.stream.IntStream;

/// Reads what stands between the quotes of a literal. After a backslash comes one of `n r t 0 \ " '`, or `x` and two
/// hexadecimal digits, or `u` and one to six of them in braces, or in a pattern `*`; anything else is reported.
final class Escapes {
    private static final int LONGEST_CODE = 6;

    private final String text;
    private final Complaints complaints;

    Escapes(Source source, Complaints complaints) {
        this.text = source.text();
        this.complaints = complaints;
    }

    String string(Token literal) {
        var plain = text.substring(literal.start() + 1, literal.end() - 1);
        if (plain.indexOf('\\') < 0 && plain.indexOf('\r') < 0) {
            return plain;
        }
        var elements = new Reading(literal, false).elements();
        return new String(elements, 0, elements.length);
    }

    Pattern pattern(Token literal) {
        return Pattern.of(new Reading(literal, true).elements());
    }

    /// One pass over one literal.
    private final class Reading {
        private final boolean isPattern;
        private final int end;
        private int at;

        Reading(Token literal, boolean isPattern) {
            this.isPattern = isPattern;
            this.at = literal.start() + 1;
            this.end = literal.end() - 1;
        }

        int[] elements() {
            var found = IntStream.builder();
            while (at < end) {
                found.add(element());
            }
            return found.build().toArray();
        }

        private int element() {
            if (text.startsWith("\\*", at) && isPattern) {
                at += 2;
                return '*';
            }
            var c = text.charAt(at) == '\\' ? escaped() : plain();
            return isPattern && c == '*' ? Pattern.WILDCARD : c;
        }

        private int plain() {
            var c = text.codePointAt(at);
            if (c == '\r') {
                wrong(at, at + 1, "a carriage return stands in a string",
                        "Write it `\\r`, or end the line with `\\n` only");
            }
            at += Character.charCount(c);
            return c;
        }

        private int escaped() {
            var start = at;
            var c = text.codePointAt(at + 1);
            at += 1 + Character.charCount(c);
            return switch (c) {
                case 'n' -> '\n';
                case 'r' -> '\r';
                case 't' -> '\t';
                case '0' -> 0;
                case '\\', '"', '\'' -> c;
                case 'x' -> twoDigits(start);
                case 'u' -> braced(start);
                default -> {
                    unknown(start, c);
                    yield c;
                }
            };
        }

        private void unknown(int start, int c) {
            var help = switch (c) {
                case '*' -> "Only the pattern of a `like` has `\\*`";
                case '\n' -> "A string may go over several lines as it is";
                default -> "A backslash is written `\\\\`";
            };
            wrong(start, at, "`%s` is no escape".formatted(cut(text.substring(start, at))), help);
        }

        private int twoDigits(int start) {
            var digits = Math.min(at + 2, end);
            var code = digits == at + 2 ? number(at, digits) : -1;
            at = digits;
            if (code < 0 || code > 0x7f) {
                wrong(start, at, "`%s` is no escape".formatted(cut(text.substring(start, at))),
                        "`\\x` takes two hexadecimal digits, at most `7f`");
                return 0;
            }
            return code;
        }

        private int braced(int start) {
            var close = at < end && text.charAt(at) == '{' ? text.indexOf('}', at, end) : -1;
            var digits = close < 0 ? "" : text.substring(at + 1, close);
            at = close < 0 ? at : close + 1;
            var code = digits.startsWith("_") ? -1 : code(digits.replace("_", ""));
            if (code < 0) {
                wrong(start, at, "`%s` is no escape".formatted(cut(text.substring(start, at))),
                        "`\\u` takes the number of a character, one to six hexadecimal digits in braces: `\\u{e9}`");
                return 0;
            }
            return code;
        }

        private int code(String digits) {
            var code = digits.isEmpty() || digits.length() > LONGEST_CODE ? -1 : number(digits);
            var isCharacter = code >= 0 && Character.isValidCodePoint(code)
                    && (code < Character.MIN_SURROGATE || code > Character.MAX_SURROGATE);
            return isCharacter ? code : -1;
        }

        private int number(int from, int to) {
            return number(text.substring(from, to));
        }

        /// The value of hexadecimal digits, or -1 where they are none.
        private static int number(String digits) {
            var value = 0;
            for (var i = 0; i < digits.length(); i++) {
                var c = digits.charAt(i);
                var digit = c <= 'f' ? Character.digit(c, 16) : -1;
                if (digit < 0) {
                    return -1;
                }
                value = value << 4 | digit;
            }
            return value;
        }

        private void wrong(int from, int to, String message, String help) {
            complaints.add("bad-escape", new Span(from, to), message, help);
        }
    }
}
