package dev.ambit.server.record;

import dev.ambit.core.decision.Counters;
import dev.ambit.core.encoding.Corrupt;
import dev.ambit.core.encoding.Encoder;
import dev.ambit.core.record.DecisionRecord;
import dev.ambit.core.record.Records;
import dev.ambit.core.record.Sealer;
import dev.ambit.server.log.Log;
import dev.ambit.server.log.store.LogFailure;
import dev.ambit.server.metrics.Sheet;
import dev.ambit.server.metrics.Times;
import java.time.Instant;
import java.util.Optional;

/// All decisions, in the order they were recorded. Any number of threads may use it.
public final class DecisionLog implements AutoCloseable {
    private final Log log;
    private final Times appends = new Times();
    private final SealingKey key;

    /// @param log holds records alone; closed with this
    /// @param key with which those are sealed that read something sensitive
    public DecisionLog(Log log, SealingKey key) {
        this.log = log;
        this.key = key;
    }

    /// With which a [dev.ambit.core.record.Recorder] seals what it writes for this log. One for each thread.
    public Sealer sealer() {
        return key.sealer();
    }

    /// Adds what a [dev.ambit.core.record.Recorder] wrote. Once this returns it survives the end of the process, and within the
    /// log's bound a loss of power.
    ///
    /// @return its position
    /// @throws LogFailure where it is not certain that it was added: then nothing may be permitted
    public long append(Encoder written) throws LogFailure {
        var begun = System.nanoTime();
        var position = log.append(written.buffer(), 0, written.size());
        appends.add(System.nanoTime() - begun);
        return position;
    }

    /// Returns once the record at `position`, and all before it, are on disk.
    public void sync(long position) throws LogFailure.Ended {
        log.sync(position);
    }

    /// How many records there are, those that are no longer kept included.
    public long size() {
        return log.size();
    }

    /// The record at `position`, with digests where it read something sensitive.
    ///
    /// @throws LogFailure.Dropped where it is no longer kept
    public DecisionRecord get(long position) throws LogFailure, Corrupt {
        return Records.read(log.entry(position).bytes());
    }

    /// The record at `position`, with everything it read: to work with, and not to show. Empty where the key it was sealed with is
    /// gone.
    ///
    /// @throws LogFailure.Dropped where it is no longer kept
    public Optional<DecisionRecord> whole(long position) throws LogFailure, Corrupt {
        return Records.opened(log.entry(position).bytes(), sealer());
    }

    /// Lets go of the oldest records, as far as whole segments hold nothing else: those before `from`, and more, until at most `bytes`
    /// are left. Their hashes stay, so that what is left is proven to be part of all there were.
    ///
    /// @param before the first record that has to stay, whatever its age
    /// @return the first that is kept
    public long retain(long before, Instant from, long bytes) throws LogFailure, Corrupt {
        var stretches = log.stretches();
        var left = stretches.stream().mapToLong(Log.Stretch::bytes).sum();
        for (var stretch : stretches) {
            if (stretch.behind() > before || left <= bytes && !get(stretch.behind()).at().isBefore(from)) {
                break;
            }
            log.retainFrom(stretch.behind());
            left -= stretch.bytes();
        }
        return log.firstRetained();
    }

    /// Counts what decisions used that a state does not know of yet.
    ///
    /// @param from the first record that is not counted
    public void count(long from, Counters counters) throws LogFailure, Corrupt {
        try (var reader = log.read(Math.max(from, log.firstRetained()))) {
            for (var entry = reader.next(); entry.isPresent(); entry = reader.next()) {
                var record = Records.read(entry.get().bytes());
                counters.restore(record.usageAfter(), record.approvalsAfter());
            }
        }
    }

    /// Adds what was counted since it was opened.
    public void write(Sheet sheet) {
        sheet.times("ambit_log_append_seconds", "Adding one entry, until the operating system has it.", appends, "log",
                "record");
        log.write(sheet, "record");
    }

    /// What it stands on: for proofs, tiles and checkpoints.
    public Log log() {
        return log;
    }

    @Override
    public void close() throws LogFailure {
        log.close();
    }
}
