package dev.ambit.server.pdp.api;

import dev.ambit.cedar.exchange.ValueJson;
import dev.ambit.cedar.json.JsonWriter;
import dev.ambit.core.signal.Reading;
import dev.ambit.core.signal.Signal;
import dev.ambit.core.signal.Standing;
import dev.ambit.server.pdp.api.Signals.Seen;
import dev.ambit.server.pdp.json.JsonOut;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.TreeSet;

/// Signals as callers see them.
final class SignalJson {
    private SignalJson() {}

    /// One entry of the catalogue.
    static void entry(Signal signal, JsonOut out) {
        out.put("name", signal.name()).put("about", signal.about()).put("type", signal.value().toString());
        out.put("source", signal.source()).put("integrity", signal.integrity().word());
        out.put("influence", signal.influence().name().toLowerCase(Locale.ROOT));
        signal.freshFor().ifPresent(duration -> out.put("fresh_for_ms", duration.toMillis()));
        signal.holdFor().ifPresent(duration -> out.put("hold_for_ms", duration.toMillis()));
        signal.heartbeat().ifPresent(duration -> out.put("heartbeat_every_ms", duration.toMillis()));
        out.put("sensitive", signal.isSensitive()).putStrings("purposes", new TreeSet<>(signal.purposes()));
        out.put("owner", signal.owner()).put("description", signal.description());
    }

    /// What is known of one subject, and what that stands on. The last reading is shown even where it no longer counts; a
    /// sensitive value never.
    static void standing(Seen seen, JsonOut out) {
        out.put("signal", seen.signal().name());
        out.putObject("subject", it -> it.put("type", seen.subject().type()).put("id", seen.subject().id()));
        switch (seen.standing()) {
            case Standing.Known(_, _, var until) -> until(out.put("standing", "known"), until);
            case Standing.KnownAbsent(_, var until) -> until(out.put("standing", "known-absent"), until);
            case Standing.Unknown() -> out.put("standing", "unknown");
        }
        seen.last().ifPresent(reading -> last(seen, reading, out));
    }

    private static void until(JsonOut out, Instant until) {
        if (!until.equals(Instant.MAX)) {
            out.put("until", until);
        }
    }

    private static void last(Seen seen, Reading reading, JsonOut out) {
        if (!seen.signal().isSensitive()) {
            out.putWritten("value", reading.value().map(ValueJson::write).map(JsonWriter::compact).orElse("null"));
        }
        out.put("source", reading.source()).put("integrity", reading.integrity().word());
        out.put("observed", reading.observed()).put("received", reading.received());
        out.put("age_ms", Math.max(0, Duration.between(reading.since(), seen.at()).toMillis()));
    }
}
