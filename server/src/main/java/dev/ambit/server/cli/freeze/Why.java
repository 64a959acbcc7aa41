package dev.ambit.server.cli.freeze;

import dev.ambit.cedar.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/// Why something is frozen or lifted, and whether another operator has to confirm it.
final class Why {
    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; it stands in the journal and in records.")
    private String reason = "";

    @Option(names = "--two-persons", description = "Does nothing until another operator confirms it.")
    private boolean byTwo;

    /// With what is to be stopped, if anything.
    Json with(Map<String, Json> target) {
        var body = new LinkedHashMap<>(target);
        body.put("reason", Json.of(reason));
        body.put("two_persons", Json.of(byTwo));
        return Json.object(body);
    }
}
