package dev.ambit.cedar.syntax;

import dev.ambit.cedar.value.Quoted;
import java.util.Set;

/// Which words may be names.
final class Words {
    /// Words that name nothing without quotes: no type, no namespace, no attribute. An annotation may have any name.
    static final Set<String> RESERVED = Set.of("true", "false", "if", "then", "else", "in", "is", "has", "like",
            "__cedar");

    private Words() {}

    /// Whether `name` may stand after a dot, in `has`, or as a key, without quotes.
    static boolean isName(String name) {
        return Quoted.isIdentifier(name) && !RESERVED.contains(name);
    }
}
