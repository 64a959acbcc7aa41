package dev.ambit.server.record;

import dev.ambit.core.decision.Decision;
import dev.ambit.core.encoding.Corrupt;
import dev.ambit.core.policy.Release;
import dev.ambit.core.record.DecisionRecord;
import dev.ambit.core.record.Records;
import dev.ambit.core.record.Replay;
import dev.ambit.core.record.Sealer;
import dev.ambit.core.state.Events;
import dev.ambit.server.log.LogVerifier;
import dev.ambit.server.log.store.LogFailure;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/// Decides every decision of a log again, from its record and the release that names. It opens and changes nothing, and needs no
/// more memory for a longer log.
public final class LogReplay {
    private final Replay replay;
    private final Events.Releases releases;
    private final Consumer<Difference> told;
    private final Map<RecordQuery.Outcome, Long> outcomes = new EnumMap<>(RecordQuery.Outcome.class);
    private long decisions;
    private long differences;
    private Release last = Release.NONE;

    private LogReplay(Events.Releases releases, Sealer sealer, Consumer<Difference> told) {
        this.replay = new Replay(sealer);
        this.releases = releases;
        this.told = told;
    }

    /// A decision that was not taken again as it was.
    ///
    /// @param position in the log
    /// @param id       of the record; empty where it cannot be read
    /// @param what     is different
    public record Difference(long position, String id, String what) {}

    /// What came of all of them.
    ///
    /// @param outcomes how many were recorded of each
    public record Summary(long decisions, Map<RecordQuery.Outcome, Long> outcomes, long differences) {
        public Summary {
            outcomes = Map.copyOf(outcomes);
        }
    }

    /// Decides again what is in the log in `directory`, which nobody has open, or in a copy of it.
    ///
    /// @param releases holds every release that a record names
    /// @param sealer   with the key of what read something sensitive
    /// @param told     of each difference, as it is found
    /// @param passed   called after each decision, with how many there were
    public static Summary of(Path directory, Events.Releases releases, Sealer sealer, Consumer<Difference> told,
            LongConsumer passed) throws LogFailure {
        var run = new LogReplay(releases, sealer, told);
        LogVerifier.read(directory, (index, buffer, from, length) -> {
            run.again(index, Arrays.copyOfRange(buffer, from, from + length));
            passed.accept(run.decisions);
        });
        return new Summary(run.decisions, run.outcomes, run.differences);
    }

    private void again(long position, byte[] bytes) {
        decisions++;
        var id = "";
        try {
            var record = Records.read(bytes);
            id = record.id();
            outcomes.merge(RecordIndex.outcome(record.decision()), 1L, Long::sum);
            compare(position, record, replay.again(bytes, release(record)));
        } catch (Corrupt unreadable) {
            differ(new Difference(position, id, String.valueOf(unreadable.getMessage())));
        }
    }

    private Release release(DecisionRecord record) throws Corrupt {
        if (!last.id().equals(record.release())) {
            last = releases.get(record.release());
        }
        return last;
    }

    private void compare(long position, DecisionRecord record, Replay.Result again) {
        if (!again.isSame()) {
            differ(new Difference(position, record.id(), again.decision().equals(record.decision())
                    ? "the answer is the same, what it hangs on is not"
                    : "recorded %s, decided again %s".formatted(words(record.decision()), words(again.decision()))));
        }
    }

    private static String words(Decision decision) {
        return RecordIndex.outcome(decision).name().toLowerCase(Locale.ROOT) + " because " + decision.reasons()
                .getFirst().forOperator();
    }

    private void differ(Difference difference) {
        differences++;
        told.accept(difference);
    }
}
