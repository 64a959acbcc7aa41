package dev.ambit.server.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Who may call.
///
/// @param file the list; empty for `callers.json` in the data directory
public record CallerList(Optional<Path> file) {
    private static final Key<Optional<Path>> FILE = Key.optionalPath("file", "callers.json in the data directory",
            "The list that `ambit keys` keeps. It is read again within a second of every change.");

    static final Group<CallerList> GROUP = Group.of("callers", "Who may call, where it is not development mode.", List
            .of(FILE), values -> new CallerList(values.get(FILE)));
}
