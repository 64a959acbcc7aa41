package dev.ambit.core.policy;

import dev.ambit.cedar.value.Quoted;
import java.util.Set;

/// Which names can stand in a policy behind a dot.
final class Names {
    /// What to do about one that cannot.
    static final String HELP = "A name begins with a letter and has letters, digits and `_`";

    private static final Set<String> RESERVED = Set.of("true", "false", "if", "then", "else", "in", "is", "has", "like",
            "__cedar");

    private Names() {}

    static boolean isWritable(String name) {
        return Quoted.isIdentifier(name) && !RESERVED.contains(name);
    }
}
