package dev.ambit.server.settings;

import dev.ambit.server.logging.Importance;
import dev.ambit.server.yaml.Forms;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What the server says of itself while it runs, on standard error.
///
/// @param isJson one object a line, for programs
/// @param least  what matters less is not said
public record LogOutput(boolean isJson, Importance least) {
    private static final Map<String, Importance> LEVELS = Arrays.stream(Importance.values()).collect(Collectors.toMap(
            Importance::word, Function.identity()));

    private static final Key<Boolean> FORMAT = Key.of("format", Forms.oneOf(Map.of("text", false, "json", true)),
            "text", "`text` for people, or `json`: one object a line.");
    private static final Key<Importance> LEVEL = Key.of("level", Forms.oneOf(LEVELS), "info",
            "What matters at least so much is said: `error`, `warning`, `info` or `debug`.");

    static final Group<LogOutput> GROUP = Group.of("log", "What it says of itself while it runs, on standard error.",
            List.of(FORMAT, LEVEL), values -> new LogOutput(values.get(FORMAT), values.get(LEVEL)));
}
