package dev.ambit.server.house;

import java.util.Optional;
import java.util.function.Supplier;

/// Whether the server can do its work at the moment, and if not, why.
final class Condition {
    private volatile Supplier<Optional<String>> obstacle = () -> Optional.of(
            "the server is starting, what it keeps is being read");

    /// What keeps it from its work; empty where nothing does.
    Optional<String> obstacle() {
        return obstacle.get();
    }

    /// It has started.
    ///
    /// @param trouble what is in its way from now on; asked often
    void ready(Supplier<Optional<String>> trouble) {
        obstacle = trouble;
    }

    void stopping() {
        obstacle = () -> Optional.of("the server is stopping");
    }
}
