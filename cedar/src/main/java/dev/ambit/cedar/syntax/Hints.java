package dev.ambit.cedar.syntax;

import dev.ambit.cedar.text.Spelling;
import java.util.List;
import java.util.Locale;

/// What somebody probably wanted who wrote something that Cedar does not have.
final class Hints {
    private Hints() {}

    /// What to do about a token that cannot stand where it does; empty where nothing useful can be said.
    static String against(Token token) {
        return switch (token.kind()) {
            case WORD -> againstWord(token.text());
            case ASSIGN -> "Two values are compared with `==`";
            default -> "";
        };
    }

    /// What to write for a word that stands where an effect must.
    static String effect(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "allow", "grant" -> "Did you mean `permit`?";
            case "deny", "block", "reject" -> "Did you mean `forbid`?";
            default -> Spelling.didYouMean(word, List.of("permit", "forbid"))
                    .orElse("A policy begins with `permit` or `forbid`");
        };
    }

    private static String againstWord(String word) {
        return switch (word) {
            case "and", "AND" -> "Did you mean `&&`?";
            case "or", "OR" -> "Did you mean `||`?";
            case "not", "NOT" -> "Did you mean `!`?";
            case "if" -> "Put the whole `if … then … else …` in parentheses";
            default -> "";
        };
    }
}
