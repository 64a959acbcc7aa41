package dev.ambit.server.house;

import dev.ambit.server.secret.Secret;
import dev.ambit.server.settings.Tracing;
import dev.ambit.server.tracing.Spans;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Makes a sender of spans of the settings about tracing.
final class Collectors {
    private Collectors() {}

    /// @throws IOException where the file of headers cannot be read
    static Optional<Spans> of(Tracing tracing, String version) throws IOException {
        return tracing.otlp().isEmpty()
                ? Optional.empty()
                : Optional.of(Spans.to(tracing.otlp().get(), headers(tracing), tracing.percent(), tracing.service(),
                        version));
    }

    private static Map<String, Secret> headers(Tracing tracing) throws IOException {
        var headers = new LinkedHashMap<String, Secret>();
        if (tracing.headers().isPresent()) {
            for (var line : Secret.inFile(tracing.headers().get()).reveal().lines().filter(text -> !text.isBlank())
                    .toList()) {
                var colon = line.indexOf(':');
                if (colon < 1 || line.substring(colon + 1).isBlank()) {
                    throw new IOException("`%s` has a line that is not `Name: value`".formatted(tracing.headers()
                            .get()));
                }
                headers.put(line.substring(0, colon).strip(), Secret.of(line.substring(colon + 1).strip()));
            }
        }
        return headers;
    }
}
