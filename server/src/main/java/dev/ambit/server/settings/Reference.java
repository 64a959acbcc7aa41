package dev.ambit.server.settings;

import java.util.stream.Collectors;

/// The reference of all settings, written from the settings themselves: `docs/configuration.md`.
public final class Reference {
    private static final String HEAD = """
            # Settings

            <!-- Written from the code; a test holds this page equal to it, and writes what it should be to `server/target/configuration.md`. -->

            Settings stand in `ambit.yaml`, at the root of the policy directory. Everything has a default, so that an empty file is a good one.
            The file is read once, at the start, and every mistake in it is told at once, with file, line and column: a key that there is not
            is a mistake. `ambit policy check DIR` looks at it without starting anything.

            What holds is what the command line says, or else the file, or else the default. Options of `ambit serve` are short for settings,
            and any setting can be said as `--set KEY=VALUE`:

                ambit serve --set listeners.limits.connections=500 --print-settings examples/acme

            `--print-settings` shows each setting with its value and where that comes from, and starts nothing. No setting is a secret: where one
            is needed, the setting names the file that holds it. A relative path in the file begins where the file is, one on the command line
            where the command is given, and the default of `storage.data` in the working directory. Lengths of time are written `50ms`, `90s`,
            `15m`, `1h30m`, `7d`; numbers of bytes `64KiB`, `32MiB`, `100GiB`.

            A change of the file takes a new start. Files that settings name are read again when they change, where that is said below.
            """;

    private Reference() {}

    /// The whole page, in Markdown.
    public static String page() {
        return HEAD + Settings.GROUPS.stream().map(Reference::section).collect(Collectors.joining());
    }

    private static String section(Group<?> group) {
        return "\n## `%s`\n\n%s\n\n%s| key | default | |\n|---|---|---|\n%s".formatted(group.name(), group.about(),
                named(group), group.keys().stream().map(key -> row(group, key)).collect(Collectors.joining()));
    }

    private static String named(Group<?> group) {
        return group instanceof Group.Named<?>
                ? "Any number of them, each under a name: `%s: { NAME: { … } }`.\n\n".formatted(group.name())
                : "";
    }

    private static String row(Group<?> group, Key<?> key) {
        var path = group instanceof Group.Named<?> ? "NAME." + key.name() : key.name();
        return "| `%s.%s` | %s | %s |\n".formatted(group.name(), path, fallback(key), key.about());
    }

    private static <T> String fallback(Key<T> key) {
        return switch (key.fallback()) {
            case Key.Fallback.Written<T>(var text) -> "`%s`".formatted(text);
            case Key.Fallback.Absent<T>(_, var words) -> words;
            case Key.Fallback.Required<T> _ -> "required";
        };
    }
}
