package dev.ambit.server.house;

import dev.ambit.core.decision.Counters;
import dev.ambit.core.decision.Decision;
import dev.ambit.core.decision.Inquiry;
import dev.ambit.core.decision.Pdp;
import dev.ambit.core.decision.Request;
import dev.ambit.core.record.Recorder;
import dev.ambit.core.state.State;
import dev.ambit.server.log.Log;
import dev.ambit.server.log.store.LogFailure;
import dev.ambit.server.record.DecisionLog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// Where one thread answers questions. The record has reached the operating system before the answer leaves; what cannot be
/// recorded is denied.
public final class Desk {
    private final Supplier<State> known;
    private final DecisionLog records;
    private final InstantSource clock;
    private final RecordIds ids;
    private final DecisionMeters meters;
    private final Pdp pdp;
    private final Recorder recorder;

    Desk(Supplier<State> known, Counters counters, DecisionLog records, InstantSource clock, RecordIds ids,
            DecisionMeters meters) {
        this.known = known;
        this.records = records;
        this.clock = clock;
        this.ids = ids;
        this.meters = meters;
        this.pdp = new Pdp(counters);
        this.recorder = new Recorder(records.sealer());
    }

    /// Answers `request` as of now. Does not wait for a disk.
    public Decided decide(Request request) {
        var state = known.get();
        var begun = System.nanoTime();
        var decision = pdp.decide(state, request, clock.instant());
        var took = Duration.ofNanos(System.nanoTime() - begun);
        var id = ids.next();
        var inquiry = pdp.inquiry();
        var awaited = OptionalLong.empty();
        try {
            var record = recorder.write(id, inquiry, took);
            if (record.size() > Log.LONGEST) {
                decision = Decision.unrecorded("its record would have %,d bytes, and may have %,d".formatted(record
                        .size(),
                        Log.LONGEST));
            } else {
                var position = records.append(record);
                awaited = decision.isPermit() && isRecordedDurably(inquiry) ? OptionalLong.of(position) : awaited;
            }
        } catch (LogFailure refused) {
            decision = Decision.unrecorded(String.valueOf(refused.getMessage()));
        }
        meters.decided(decision, took.toNanos());
        return new Decided(id, inquiry.now(), state.release().id(), decision, awaited);
    }

    private static boolean isRecordedDurably(Inquiry inquiry) {
        for (var link : inquiry.chain()) {
            var profile = link.foundProfile();
            var task = link.found();
            if (profile != null && profile.isRecordedDurably() || task != null && task.isBreakGlass()) {
                return true;
            }
        }
        return false;
    }
}
