package dev.ambit.server.house;

import dev.ambit.core.decision.Code;
import dev.ambit.core.decision.Decision;
import dev.ambit.server.metrics.Sheet;
import dev.ambit.server.metrics.Times;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// What was decided, and how long it took. A decision costs three additions, whoever else decides meanwhile, and allocates nothing.
final class DecisionMeters {
    private final Map<Code, LongAdder> permits = counts();
    private final Map<Code, LongAdder> denials = counts();
    private final Map<Code, LongAdder> holds = counts();
    private final Times times = new Times();

    private static Map<Code, LongAdder> counts() {
        var counts = new EnumMap<Code, LongAdder>(Code.class);
        for (var code : Code.values()) {
            counts.put(code, new LongAdder());
        }
        return counts;
    }

    /// @param nanos for the answer alone, without its record
    void decided(Decision decision, long nanos) {
        var counts = switch (decision) {
            case Decision.Permit _ -> permits;
            case Decision.Deny _ -> denials;
            case Decision.Hold _ -> holds;
        };
        var count = counts.get(decision.reasons().getFirst().code());
        if (count != null) {
            count.increment();
        }
        times.add(nanos);
    }

    void write(Sheet sheet) {
        write(sheet, "permit", permits);
        write(sheet, "deny", denials);
        write(sheet, "hold", holds);
        sheet.times("ambit_decision_seconds", "Deciding, without writing the record.", times);
    }

    private static void write(Sheet sheet, String outcome, Map<Code, LongAdder> counts) {
        counts.forEach((code, count) -> {
            if (count.sum() > 0) {
                sheet.count("ambit_decisions",
                        "Decisions, by outcome and by the line of the combining rule that decided.",
                        count.sum(), "outcome", outcome, "reason", code.toString());
            }
        });
    }
}
