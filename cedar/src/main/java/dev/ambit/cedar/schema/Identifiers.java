package dev.ambit.cedar.schema;

import dev.ambit.cedar.value.Quoted;
import java.util.List;
import java.util.Set;

/// Which words can name something in a schema.
final class Identifiers {
    /// The namespace of the built-in types, in which nobody can declare anything.
    static final String CEDAR = "__cedar";

    /// The last part of the type of every action.
    static final String ACTION = "Action";

    private static final Set<String> RESERVED = Set.of("true", "false", "if", "then", "else", "in", "is", "like",
            "has");

    private static final Set<String> JSON_KEYWORDS = Set.of("Bool", "Boolean", "Entity", "Extension", "Long", "Record",
            "Set", "String");

    private static final Set<String> JSON_TYPES = Set.of("Boolean", "Entity", "EntityOrCommon", "Extension", "Long",
            "Record", "Set", "String");

    private Identifiers() {}

    /// Words of the policy language, which name nothing without quotes.
    static boolean isReserved(String word) {
        return RESERVED.contains(word);
    }

    /// Whether `word` can stand as a name without quotes.
    static boolean isPlain(String word) {
        return Quoted.isIdentifier(word) && !isReserved(word);
    }

    /// Whether `name` is one plain word, or several joined by `::`.
    static boolean isQualified(String name) {
        return List.of(name.split("::", -1)).stream().allMatch(Identifiers::isPlain);
    }

    /// Words that mean a built-in type in the JSON syntax, so that no common type can have them as its name.
    static boolean isKeywordOfJson(String word) {
        return JSON_KEYWORDS.contains(word);
    }

    /// Whether `word` as a `type` in the JSON syntax means something other than a common type.
    static boolean isTypeOfJson(String word) {
        return JSON_TYPES.contains(word);
    }

    /// Whether some part of `name` is `__cedar`.
    static boolean isCedars(String name) {
        return List.of(name.split("::", -1)).contains(CEDAR);
    }

    /// `name` as it stands in the human syntax where quotes are allowed: with them only where they are needed.
    static String written(String name) {
        return isPlain(name) ? name : Quoted.string(name);
    }
}
