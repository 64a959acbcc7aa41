package dev.ambit.core.record;

import dev.ambit.cedar.value.RecordValue;
import dev.ambit.core.decision.Decision;
import dev.ambit.core.decision.Pdp;
import dev.ambit.core.decision.Request;
import dev.ambit.core.encoding.Corrupt;
import dev.ambit.core.grant.Approval;
import dev.ambit.core.policy.Release;
import dev.ambit.core.signal.Reading;
import dev.ambit.core.state.State;
import dev.ambit.core.task.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;

/// Decides again what was decided, from the record alone and the release it names.
public final class Replay {
    private final Pdp pdp = new Pdp();
    private final Sealer sealer;
    private final Recorder recorder;

    /// Scratch space for one thread, without a key: what read something sensitive cannot be decided again.
    public Replay() {
        this(Sealer.NONE);
    }

    /// @param sealer with the key of the records
    public Replay(Sealer sealer) {
        this.sealer = sealer;
        this.recorder = new Recorder(sealer);
    }

    /// What came of deciding again.
    ///
    /// @param decision the answer now
    /// @param isSame   whether the record of it is the same, to the last bit
    public record Result(DecisionRecord record, Decision decision, boolean isSame) {}

    /// @param bytes   as a [Recorder] wrote them
    /// @param release the one that the record names, or another, to see what it would have decided
    public Result again(byte[] bytes, Release release) throws Corrupt {
        var record = Records.whole(bytes, sealer);
        var decision = pdp.decide(state(record, release), request(record), record.at());
        var again = recorder.write(record.id(), pdp.inquiry(), record.took());
        var isSame = Arrays.equals(again.buffer(), 0, again.size(), bytes, 0, bytes.length);
        return new Result(record, decision, isSame);
    }

    private static Request request(DecisionRecord record) {
        return new Request(record.chain().getFirst().id(), record.principal(), record.action(), record.resource(),
                context(record), record.asker(), record.request());
    }

    /// As much of what the enforcement point told as anything looked at: the rest made no difference.
    private static RecordValue context(DecisionRecord record) {
        var seen = new SeenContext();
        for (var link : record.chain()) {
            List.of(link.reads(), link.lasts(), link.pauses(), link.approving()).forEach(reads -> reads.forEach(
                    seen::add));
        }
        return seen.request();
    }

    private static State state(DecisionRecord record, Release release) {
        var tasks = new ArrayList<Task>();
        var readings = new ArrayList<Reading>();
        var approvals = new HashMap<Approval, Long>();
        for (var link : record.chain()) {
            link.task().ifPresent(tasks::add);
            link.signals().forEach(heard -> heard.reading().ifPresent(readings::add));
            for (var covering : link.approvals()) {
                approvals.put(covering.approval(), covering.used());
            }
        }
        var state = State.of(release, record.at(), record.events(), tasks, readings, approvals, record
                .freezes());
        return record.contact().map(state::inContact).orElse(state);
    }
}
