package dev.ambit.server.record;

import dev.ambit.core.decision.Counters;
import dev.ambit.core.encoding.Corrupt;
import dev.ambit.core.encoding.Encoder;
import dev.ambit.core.record.DecisionRecord;
import dev.ambit.core.record.Records;
import dev.ambit.server.log.Log;
import dev.ambit.server.log.store.LogFailure;
import dev.ambit.server.metrics.Sheet;
import dev.ambit.server.metrics.Times;

/// All decisions, in the order they were recorded. Any number of threads may use it.
public final class DecisionLog implements AutoCloseable {
    private final Log log;
    private final Times appends = new Times();

    /// @param log holds records alone; closed with this
    public DecisionLog(Log log) {
        this.log = log;
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

    /// The record at `position`.
    ///
    /// @throws LogFailure.Dropped where it is no longer kept
    public DecisionRecord get(long position) throws LogFailure, Corrupt {
        return Records.read(log.entry(position).bytes());
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
