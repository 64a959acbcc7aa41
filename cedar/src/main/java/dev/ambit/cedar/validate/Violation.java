package dev.ambit.cedar.validate;

import java.util.Optional;

/// Something in a request or an entity that the schema does not allow.
///
/// @param code    stable name of the rule in kebab-case, such as `missing-attribute`; programs match on it
/// @param subject what is wrong: `principal`, `context.home.city`, `User::"alice".name`
/// @param message what is wrong with it: lower case, no full stop
/// @param help    what to do about it, as a second sentence; empty where nothing useful can be said
public record Violation(String code, String subject, String message, Optional<String> help) {

    @Override
    public String toString() {
        return help.map(way -> message + ". " + way).orElse(message);
    }
}
