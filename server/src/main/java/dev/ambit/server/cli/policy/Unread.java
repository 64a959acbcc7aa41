package dev.ambit.server.cli.policy;

import dev.ambit.server.cli.frame.Visible;
import java.util.List;
import java.util.Optional;

/// The note about files of a policy directory that decide nothing.
final class Unread {
    private static final int NAMED = 5;

    private Unread() {}

    /// One line that names the first few, if there are any.
    static Optional<String> note(List<String> files) {
        var names = files.stream().map(Visible::text).toList();
        if (names.isEmpty()) {
            return Optional.empty();
        }
        var named = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
        return Optional.of("note: not read: %s%s".formatted(named, names.size() > NAMED
                ? " and %,d more".formatted(names.size() - NAMED)
                : ""));
    }
}
