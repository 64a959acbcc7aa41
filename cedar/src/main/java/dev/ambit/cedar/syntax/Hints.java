package dev.ambit.cedar.syntax;

import static dev.ambit.cedar.text.Diagnostic.cut;

import dev.ambit.cedar.text.Spelling;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What somebody probably wanted who wrote something that Cedar does not have, as other languages have it.
final class Hints {
    private static final List<String> VARIABLES = List.of("principal", "action", "resource", "context");
    private static final List<String> CONSTANTS = List.of("true", "false");

    private Hints() {}

    /// What to do about a token that cannot stand where it does; empty where nothing useful can be said.
    static String against(Token token) {
        return token.kind() == Token.Kind.ASSIGN ? "Two values are compared with `==`" : "";
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

    /// What to write for a name that stands alone and is no variable.
    ///
    /// @param more words that may stand there besides
    static String variable(String name, Collection<String> more) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "user", "subject", "caller" -> "Did you mean `principal`?";
            case "object" -> "Did you mean `resource`?";
            case "request", "env", "environment" -> "Did you mean `context`?";
            case "null", "nil", "none", "undefined" -> "Whether an attribute is there is asked with `has`";
            default -> near(name, Stream.of(VARIABLES, CONSTANTS, more).flatMap(Collection::stream).toList(), alone(
                    name));
        };
    }

    private static String alone(String name) {
        var isTypeLike = name.contains("::") || Character.isUpperCase(name.charAt(0));
        return isTypeLike
                ? "An entity has an id, `%s::\"…\"`; its type is tested with `is`".formatted(cut(name))
                : "An attribute is reached through a variable, `context.%s`; a string stands in quotes".formatted(cut(
                        name));
    }

    /// What to write for a function that does not exist.
    static String function(String name, Collection<String> functions) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "now", "today", "time", "currenttime" ->
                "The time is not known to a policy unless the context holds it";
            case "date", "timestamp" -> "Did you mean `datetime`?";
            case "ipaddr", "ipaddress", "cidr" -> "Did you mean `ip`?";
            case "float", "double", "number" -> "Did you mean `decimal`?";
            default -> near(name, functions, "The functions are `%s`".formatted(String.join("`, `", functions.stream()
                    .sorted().toList())));
        };
    }

    /// What to write for a method that does not exist.
    static String method(String name, Collection<String> methods) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "startswith" -> "The beginning of a string is tested with `like \"…*\"`";
            case "endswith" -> "The end of a string is tested with `like \"*…\"`";
            case "matches", "match" -> "A string is tested against a pattern with `like`, where `*` is any text";
            case "includes", "has", "exists" -> "Did you mean `contains`?";
            case "equals" -> "Two values are compared with `==`";
            case "size", "length", "count" -> "Of the size of a set only `isEmpty()` is known";
            default -> near(name, methods, "");
        };
    }

    private static String near(String name, Collection<String> known, String otherwise) {
        return Spelling.didYouMean(name, known).orElse(otherwise);
    }
}
