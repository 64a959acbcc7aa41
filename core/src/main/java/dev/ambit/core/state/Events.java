package dev.ambit.core.state;

import dev.ambit.core.encoding.Corrupt;
import dev.ambit.core.encoding.Decoder;
import dev.ambit.core.encoding.Encoder;
import dev.ambit.core.encoding.Values;
import dev.ambit.core.grant.ApprovalCase.Status;
import dev.ambit.core.policy.Release;
import dev.ambit.core.policy.ReleaseId;
import dev.ambit.core.state.Event.ApprovalAnswered;
import dev.ambit.core.state.Event.ApprovalAsked;
import dev.ambit.core.state.Event.ApprovalForgotten;
import dev.ambit.core.state.Event.ApprovalGiven;
import dev.ambit.core.state.Event.ApprovalSettled;
import dev.ambit.core.obligation.Settlement;
import dev.ambit.core.state.Event.GlassBroken;
import dev.ambit.core.state.Event.ObligationOwed;
import dev.ambit.core.state.Event.ObligationTried;
import dev.ambit.core.state.Event.ObligationRetried;
import dev.ambit.core.state.Event.ObligationLate;
import dev.ambit.core.state.Event.ObligationSettled;
import dev.ambit.core.state.Event.FreezeAsked;
import dev.ambit.core.state.Event.FreezeConfirmed;
import dev.ambit.core.state.Event.LiftAsked;
import dev.ambit.core.state.Event.ReleaseLoaded;
import dev.ambit.core.state.Event.MessageHeard;
import dev.ambit.core.state.Event.SignalRead;
import dev.ambit.core.state.Event.TaskEnded;
import dev.ambit.core.state.Event.TaskExtended;
import dev.ambit.core.state.Event.TaskForgotten;
import dev.ambit.core.state.Event.TaskOpened;
import dev.ambit.core.state.Event.TaskPaused;
import dev.ambit.core.state.Event.TaskRequested;
import dev.ambit.core.state.Event.TaskResumed;
import dev.ambit.core.state.Event.UsageCounted;
import dev.ambit.core.task.EndCause;
import dev.ambit.core.task.Opening;
import dev.ambit.core.task.PauseCause;
import dev.ambit.core.task.TaskId;
import dev.ambit.core.task.Usage;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// Events as bytes: a version, the kind, the time, and what else there is to it. One event has one encoding.
/// Of a release only the name is kept: whoever reads must know its content.
///
/// Constants of enums are written by their place, so that new ones may only be added at the end.
public final class Events {
    /// The format written. What a later one has changed is told by this number.
    private static final int VERSION = 1;

    private static final int REQUESTED = 1;
    private static final int OPENED = 2;
    private static final int EXTENDED = 3;
    private static final int PAUSED = 4;
    private static final int RESUMED = 5;
    private static final int ENDED = 6;
    private static final int FORGOTTEN = 7;
    private static final int COUNTED = 8;
    private static final int APPROVED = 9;
    private static final int READ = 10;
    private static final int LOADED = 11;
    private static final int ASKED = 12;
    private static final int ANSWERED = 13;
    private static final int SETTLED = 14;
    private static final int CASE_FORGOTTEN = 15;
    private static final int FREEZE_ASKED = 20;
    private static final int FREEZE_CONFIRMED = 21;
    private static final int LIFT_ASKED = 22;
    private static final int GLASS_BROKEN = 23;
    private static final int OWED = 24;
    private static final int TRIED = 25;
    private static final int RETRIED = 26;
    private static final int LATE = 27;
    private static final int NOT_OWED = 28;

    private static final int HEARD = 30;

    private Events() {}

    /// Where the content of a release is found by its name.
    @FunctionalInterface
    public interface Releases {
        /// @throws Corrupt where there is no release of that name
        Release get(ReleaseId id) throws Corrupt;
    }

    /// Writes `event` behind what `out` has.
    public static void write(Encoder out, Event event) {
        out.octet(VERSION);
        switch (event) {
            case TaskRequested(var at, var opening, var by) -> write(out.octet(REQUESTED).instant(at), opening).text(
                    by);
            case TaskOpened(var at, var task, var ends) -> Parts.id(out.octet(OPENED).instant(at), task).instant(ends);
            case TaskExtended(var at, var task, var ends, var by) -> Parts.id(out.octet(EXTENDED).instant(at), task)
                    .instant(
                            ends)
                    .text(by);
            case TaskPaused(var at, var task, var cause, var by) -> Parts.id(out.octet(PAUSED).instant(at), task)
                    .constant(
                            cause).text(by);
            case TaskResumed(var at, var task, var by) -> Parts.id(out.octet(RESUMED).instant(at), task).text(by);
            case TaskEnded(var at, var task, var cause, var by) -> Parts.id(out.octet(ENDED).instant(at), task)
                    .constant(
                            cause).text(by);
            case TaskForgotten(var at, var task) -> Parts.id(out.octet(FORGOTTEN).instant(at), task);
            case UsageCounted counted -> write(out.octet(COUNTED).instant(counted.at()), counted);
            case ApprovalGiven(var at, var approval) -> Parts.write(out.octet(APPROVED).instant(at), approval);
            case ApprovalAsked(var at, var request) -> CaseParts.write(out.octet(ASKED).instant(at), request);
            case ApprovalAnswered(var at, var id, var answer) -> CaseParts.write(out.octet(ANSWERED).instant(at).text(
                    id),
                    answer);
            case ApprovalSettled(var at, var id, var status, var until, var by) -> out.octet(SETTLED).instant(at)
                    .text(id).constant(status).optional(until, Encoder::instant).text(by);
            case ApprovalForgotten(var at, var id) -> out.octet(CASE_FORGOTTEN).instant(at).text(id);
            case SignalRead(var at, var reading) -> Parts.write(out.octet(READ).instant(at), reading);
            case MessageHeard(var at, var source, var id) -> out.octet(HEARD).instant(at).word(source).text(id);
            case ReleaseLoaded(var at, var release, var by) -> out.octet(LOADED).instant(at).text(release.id().hex())
                    .text(
                            by);
            case FreezeAsked(var at, var freeze) -> Parts.write(out.octet(FREEZE_ASKED).instant(at), freeze);
            case FreezeConfirmed(var at, var freeze, var by) -> out.octet(FREEZE_CONFIRMED).instant(at).text(freeze)
                    .text(by);
            case LiftAsked(var at, var freeze, var reason, var by, var needsTwo) -> out.octet(LIFT_ASKED).instant(at)
                    .text(freeze).text(reason).text(by).flag(needsTwo);
            case GlassBroken(var at, var opening, var person, var reason, var due, var by) -> write(out.octet(
                    GLASS_BROKEN).instant(at), opening).uid(person).text(reason).instant(due).text(by);
            case ObligationOwed(var at, var owed) -> Parts.write(out.octet(OWED).instant(at), owed);
            case ObligationTried(var at, var id, var why, var next) -> out.octet(TRIED).instant(at).text(id).text(why)
                    .instant(next);
            case ObligationRetried(var at, var id, var by) -> out.octet(RETRIED).instant(at).text(id).text(by);
            case ObligationLate(var at, var id) -> out.octet(LATE).instant(at).text(id);
            case ObligationSettled(var at, var id, var how, var note, var by) -> out.octet(NOT_OWED).instant(at).text(
                    id)
                    .constant(how).text(note).text(by);
        }
    }

    /// The bytes of one event.
    public static byte[] encode(Event event) {
        var out = new Encoder();
        write(out, event);
        return out.toBytes();
    }

    /// The event that `bytes` are.
    public static Event decode(byte[] bytes, Releases releases) throws Corrupt {
        var in = new Decoder(bytes);
        var event = read(in, releases);
        in.end();
        return event;
    }

    private static Event read(Decoder in, Releases releases) throws Corrupt {
        var version = in.octet();
        if (version != VERSION) {
            throw new Corrupt("an event of format %d, where %d is the newest known".formatted(version, VERSION));
        }
        var kind = in.octet();
        var at = in.instant();
        return switch (kind) {
            case REQUESTED -> new TaskRequested(at, readOpening(in), in.text());
            case OPENED -> new TaskOpened(at, Parts.readId(in), in.instant());
            case EXTENDED -> new TaskExtended(at, Parts.readId(in), in.instant(), in.text());
            case PAUSED -> new TaskPaused(at, Parts.readId(in), in.constant(PauseCause.class), in.text());
            case RESUMED -> new TaskResumed(at, Parts.readId(in), in.text());
            case ENDED -> new TaskEnded(at, Parts.readId(in), in.constant(EndCause.class), in.text());
            case FORGOTTEN -> new TaskForgotten(at, Parts.readId(in));
            case COUNTED -> readCounted(in, at);
            case APPROVED -> new ApprovalGiven(at, Parts.readApproval(in));
            case ASKED -> new ApprovalAsked(at, CaseParts.readRequest(in));
            case ANSWERED -> new ApprovalAnswered(at, in.text(), CaseParts.readAnswer(in));
            case SETTLED -> readSettled(in, at);
            case CASE_FORGOTTEN -> new ApprovalForgotten(at, in.text());
            case READ -> new SignalRead(at, Parts.readReading(in));
            case HEARD -> new MessageHeard(at, in.word(), in.text());
            case LOADED -> new ReleaseLoaded(at, releases.get(Parts.readReleaseId(in)), in.text());
            case FREEZE_ASKED -> new FreezeAsked(at, Parts.readFreeze(in));
            case FREEZE_CONFIRMED -> new FreezeConfirmed(at, in.text(), in.text());
            case GLASS_BROKEN -> new GlassBroken(at, readOpening(in), in.uid(), in.text(), in.instant(), in.text());
            case OWED -> new ObligationOwed(at, Parts.readObligation(in));
            case TRIED -> new ObligationTried(at, in.text(), in.text(), in.instant());
            case RETRIED -> new ObligationRetried(at, in.text(), in.text());
            case LATE -> new ObligationLate(at, in.text());
            case NOT_OWED -> new ObligationSettled(at, in.text(), in.constant(Settlement.class), in.text(), in.text());
            case LIFT_ASKED -> new LiftAsked(at, in.text(), in.text(), in.text(), in.flag());
            default -> throw new Corrupt("an event of kind %d, which is not known".formatted(kind));
        };
    }

    private static ApprovalSettled readSettled(Decoder in, Instant at) throws Corrupt {
        var id = in.text();
        var status = in.constant(Status.class);
        if (status == Status.PENDING) {
            throw new Corrupt("a request for approval is settled and pending");
        }
        return new ApprovalSettled(at, id, status, in.optional(Decoder::instant), in.text());
    }

    private static Encoder write(Encoder out, Opening opening) {
        Parts.id(out, opening.id()).optional(opening.parent(), Parts::id).uid(opening.principal()).word(opening
                .profile());
        Values.write(out, opening.inputs());
        Parts.write(out, opening.limits());
        return out.optional(opening.begins(), Encoder::instant);
    }

    private static Opening readOpening(Decoder in) throws Corrupt {
        return new Opening(Parts.readId(in), in.optional(Parts::readId), in.uid(), in.word(), Values.readRecord(in),
                Parts.readLimits(
                        in), in.optional(Decoder::instant));
    }

    private static void write(Encoder out, UsageCounted counted) {
        out.each(counted.tasks().entrySet(), counted.tasks().size(), (to, used) -> Parts.write(Parts.id(to, used
                .getKey()), used
                        .getValue()));
        out.each(counted.approvals().entrySet(), counted.approvals().size(), (to, used) -> Parts.id(to, used.getKey()
                .task())
                .text(
                        used.getKey().approval()).count(used.getValue()));
        out.count(counted.recorded());
    }

    private static UsageCounted readCounted(Decoder in, Instant at) throws Corrupt {
        var tasks = new HashMap<TaskId, Usage>();
        for (var used : in.each(each -> Map.entry(Parts.readId(each), Parts.readUsage(each)))) {
            tasks.put(used.getKey(), used.getValue());
        }
        var approvals = new HashMap<ApprovalKey, Long>();
        for (var used : in.each(each -> Map.entry(new ApprovalKey(Parts.readId(each), each.text()), each.count()))) {
            approvals.put(used.getKey(), used.getValue());
        }
        return new UsageCounted(at, tasks, approvals, in.count());
    }
}
