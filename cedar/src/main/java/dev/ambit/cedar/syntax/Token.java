package dev.ambit.cedar.syntax;

import dev.ambit.cedar.text.Span;

/// The smallest piece of Cedar text that means something.
///
/// @param text the letters of a word or slot and the digits of a number; of every other kind the empty string
record Token(Kind kind, String text, int start, int end) {

    enum Kind {
        END("the end of the text"),
        /// What no token begins with; it has been reported.
        UNKNOWN(""),
        /// An identifier or keyword: which of them, the place decides.
        WORD(""),
        NUMBER(""),
        STRING(""),
        SLOT(""),
        AT("@"),
        DOT("."),
        COMMA(","),
        SEMICOLON(";"),
        COLON(":"),
        DOUBLE_COLON("::"),
        OPEN_PARENTHESIS("("),
        CLOSE_PARENTHESIS(")"),
        OPEN_BRACE("{"),
        CLOSE_BRACE("}"),
        OPEN_BRACKET("["),
        CLOSE_BRACKET("]"),
        EQUAL("=="),
        NOT_EQUAL("!="),
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">="),
        OR("||"),
        AND("&&"),
        PLUS("+"),
        MINUS("-"),
        TIMES("*"),
        DIVIDE("/"),
        REMAINDER("%"),
        NOT("!"),
        ASSIGN("=");

        private final String sign;

        Kind(String sign) {
            this.sign = sign;
        }

        /// The kind as a diagnostic says it, where it always looks the same.
        String shown() {
            return this == END ? sign : "`%s`".formatted(sign);
        }

        String sign() {
            return sign;
        }
    }

    Span span() {
        return new Span(start, end);
    }

    boolean is(String word) {
        return kind == Kind.WORD && text.equals(word);
    }
}
