package dev.ambit.server.pdp.api;

import dev.ambit.cedar.json.JsonWriter;
import dev.ambit.cedar.exchange.ValueJson;
import dev.ambit.core.obligation.Obligation;
import dev.ambit.server.pdp.json.JsonOut;
import java.time.Instant;

/// What is owed, as operators see it.
final class ObligationJson {
    private ObligationJson() {}

    static void write(Obligation owed, JsonOut out) {
        out.put("id", owed.id()).put("kind", owed.kind());
        owed.task().ifPresent(task -> out.put("task", task.text()));
        out.putWritten("facts", JsonWriter.compact(ValueJson.write(owed.facts())));
        out.put("since", owed.since()).put("due", owed.due());
        out.put("state", owed.hasFailed() ? "failed" : owed.isLate() ? "late" : "owed").put("attempts", owed
                .attempts());
        if (!owed.next().equals(Instant.MAX)) {
            out.put("next", owed.next());
        }
        owed.failure().ifPresent(failure -> out.putObject("failure", it -> it.put("at", failure.at()).put("why", failure
                .why())));
    }
}
