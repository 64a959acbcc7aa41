package dev.ambit.server.settings;

import dev.ambit.server.yaml.Forms;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Where a span for each decision is sent.
///
/// @param otlp    the collector; empty where nothing is sent
/// @param headers the file with headers that prove who sends
/// @param percent of traces that are kept where the caller names none
/// @param service as which the server is known there
public record Tracing(Optional<URI> otlp, Optional<Path> headers, int percent, String service) {
    private static final Key<Optional<URI>> OTLP = Key.optional("otlp", SettingForms.URL, "off",
            "The collector's whole URL for traces over OTLP/HTTP, such as `http://localhost:4318/v1/traces`.");
    private static final Key<Optional<Path>> HEADERS = Key.optionalPath("headers", "none",
            "The file with headers that are sent along, one `Name: value` a line.");
    private static final Key<Integer> PERCENT = Key.of("sample-percent", SettingForms.whole(0, 100), "100",
            "How many traces of a hundred are kept where the caller names none. One that it names in `traceparent` is kept or not as it "
                    + "says.");
    private static final Key<String> SERVICE = Key.of("service", Forms.NAME, "ambit",
            "As which the server is known there.");

    static final Group<Tracing> GROUP = Group.of("tracing", "Where a span for each decision is sent, denials too.", List
            .of(OTLP, HEADERS, PERCENT, SERVICE), values -> new Tracing(values.get(OTLP), values.get(HEADERS), values
                    .get(
                            PERCENT), values.get(SERVICE)));
}
