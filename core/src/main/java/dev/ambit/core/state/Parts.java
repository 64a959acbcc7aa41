package dev.ambit.core.state;

import dev.ambit.cedar.value.IpValue;
import dev.ambit.core.control.Freeze;
import dev.ambit.core.control.Target;
import dev.ambit.core.encoding.Corrupt;
import dev.ambit.core.encoding.Decoder;
import dev.ambit.core.encoding.Encoder;
import dev.ambit.core.encoding.Values;
import dev.ambit.core.grant.Approval;
import dev.ambit.core.grant.RequestDigest;
import dev.ambit.core.policy.ReleaseId;
import dev.ambit.core.obligation.Obligation;
import dev.ambit.core.signal.Integrity;
import dev.ambit.core.signal.Reading;
import dev.ambit.core.task.EndCause;
import dev.ambit.core.task.Life;
import dev.ambit.core.task.Limits;
import dev.ambit.core.task.PauseCause;
import dev.ambit.core.task.Rate;
import dev.ambit.core.task.Task;
import dev.ambit.core.task.TaskId;
import dev.ambit.core.task.Usage;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What events, snapshots and records are made of, as bytes.
/// Constants of enums are written by their place, so that new ones may only be added at the end.
public final class Parts {
    private static final int REQUESTED = 0;
    private static final int OPEN = 1;
    private static final int PAUSED = 2;
    private static final int ENDED = 3;

    private static final int HAS_LIMITS = 1;
    private static final int BREAKS_GLASS = 2;

    private static final int EVERYTHING = 0;
    private static final int OF_PROFILE = 1;
    private static final int OF_PRINCIPAL = 2;
    private static final int OF_TENANT = 3;

    private Parts() {}

    public static Encoder id(Encoder out, TaskId task) {
        return out.text(task.text());
    }

    public static TaskId readId(Decoder in) throws Corrupt {
        var text = in.text();
        if (!TaskId.isAllowed(text)) {
            throw new Corrupt("no task can have the id `%s`".formatted(text));
        }
        return new TaskId(text);
    }

    public static ReleaseId readReleaseId(Decoder in) throws Corrupt {
        return checked(in.text(), ReleaseId::new);
    }

    /// Hardly any task has limits of its own.
    public static void write(Encoder out, Limits limits) {
        out.flag(!limits.equals(Limits.NONE));
        if (!limits.equals(Limits.NONE)) {
            writeSome(out, limits);
        }
    }

    private static void writeSome(Encoder out, Limits limits) {
        out.optional(limits.duration(), Encoder::duration).optional(limits.idle(), Encoder::duration);
        out.count(limits.uses().orElse(0));
        out.optional(limits.rate(), (to, rate) -> to.count(rate.permits()).duration(rate.per()));
        out.each(limits.networks(), limits.networks().size(), Values::write);
        out.each(limits.environments(), limits.environments().size(), Encoder::word);
        out.count(limits.delegation());
    }

    public static Limits readLimits(Decoder in) throws Corrupt {
        return in.flag() ? readSome(in) : Limits.NONE;
    }

    private static Limits readSome(Decoder in) throws Corrupt {
        var duration = in.optional(Decoder::duration);
        var idle = in.optional(Decoder::duration);
        var uses = in.count();
        var rate = in.optional(each -> {
            var permits = each.count();
            var per = each.duration();
            return checked(permits, count -> new Rate(count, per));
        });
        var networks = in.each(Parts::readNetwork);
        var environments = ordered(in.each(Decoder::word));
        var delegation = in.count();
        return checked(delegation, hops -> new Limits(duration, idle, uses == 0
                ? OptionalLong.empty()
                : OptionalLong.of(uses), rate, networks, environments, Math.toIntExact(hops)));
    }

    private static IpValue readNetwork(Decoder in) throws Corrupt {
        if (Values.read(in) instanceof IpValue network) {
            return network;
        }
        throw new Corrupt("a network is no address");
    }

    public static void write(Encoder out, Usage usage) {
        out.count(usage.uses()).number(usage.askedMillis()).number(usage.pacedUpToNanos());
    }

    public static Usage readUsage(Decoder in) throws Corrupt {
        return new Usage(in.count(), in.number(), in.number());
    }

    public static void write(Encoder out, Approval approval) {
        id(out.text(approval.id()), approval.task()).text(approval.request().hex()).word(approval.rule());
        out.each(approval.by(), approval.by().size(), Encoder::uid);
        out.instant(approval.since()).instant(approval.until()).count(approval.uses());
    }

    public static Approval readApproval(Decoder in) throws Corrupt {
        var id = in.text();
        var task = readId(in);
        var request = checked(in.text(), RequestDigest::new);
        var rule = in.word();
        var by = ordered(in.each(Decoder::uid));
        var since = in.instant();
        var until = in.instant();
        return checked(in.count(), uses -> new Approval(id, task, request, rule, by, since, until, uses));
    }

    public static void write(Encoder out, Reading reading) {
        out.word(reading.signal()).uid(reading.subject()).optional(reading.value(), Values::write);
        out.instant(reading.observed()).instant(reading.received()).word(reading.source()).constant(reading
                .integrity());
    }

    public static Reading readReading(Decoder in) throws Corrupt {
        return new Reading(in.word(), in.uid(), in.optional(Values::read), in.instant(), in.instant(), in.word(),
                in.constant(Integrity.class));
    }

    public static void write(Encoder out, Freeze freeze) {
        out.text(freeze.id());
        switch (freeze.target()) {
            case Target.Everything.EVERYTHING -> out.octet(EVERYTHING);
            case Target.OfProfile(var profile) -> out.octet(OF_PROFILE).word(profile);
            case Target.OfPrincipal(var principal) -> out.octet(OF_PRINCIPAL).uid(principal);
            case Target.OfTenant(var group) -> out.octet(OF_TENANT).uid(group);
        }
        out.text(freeze.reason()).instant(freeze.since()).text(freeze.by()).constant(freeze.standing());
        out.optional(freeze.second(), Encoder::text).optional(freeze.lifter(), Encoder::text);
    }

    public static Freeze readFreeze(Decoder in) throws Corrupt {
        var id = in.text();
        var target = readTarget(in);
        var reason = in.text();
        var since = in.instant();
        var by = in.text();
        var standing = in.constant(Freeze.Standing.class);
        var second = in.optional(Decoder::text);
        var lifter = in.optional(Decoder::text);
        return checked(reason, why -> new Freeze(id, target, why, since, by, standing, second, lifter));
    }

    public static void write(Encoder out, Obligation owed) {
        out.text(owed.id()).word(owed.kind()).optional(owed.task(), Parts::id);
        Values.write(out, owed.facts());
        out.instant(owed.since()).instant(owed.due()).instant(owed.next()).count(owed.attempts());
        out.optional(owed.failure(), (to, failure) -> to.instant(failure.at()).text(failure.why()));
        out.flag(owed.isLate());
    }

    public static Obligation readObligation(Decoder in) throws Corrupt {
        var id = in.text();
        var kind = in.word();
        var task = in.optional(Parts::readId);
        var facts = Values.readRecord(in);
        var since = in.instant();
        var due = in.instant();
        var next = in.instant();
        var attempts = in.count();
        var failure = in.optional(each -> new Obligation.Failure(each.instant(), each.text()));
        var isLate = in.flag();
        return checked(attempts, tried -> new Obligation(id, kind, task, facts, since, due, next, Math.toIntExact(
                tried),
                failure, isLate));
    }

    private static Target readTarget(Decoder in) throws Corrupt {
        return switch (in.octet()) {
            case EVERYTHING -> Target.Everything.EVERYTHING;
            case OF_PROFILE -> new Target.OfProfile(in.word());
            case OF_PRINCIPAL -> new Target.OfPrincipal(in.uid());
            case OF_TENANT -> new Target.OfTenant(in.uid());
            default -> throw new Corrupt("a freeze of nothing known");
        };
    }

    static <T extends Comparable<? super T>> Set<T> ordered(List<T> values) throws Corrupt {
        var set = new TreeSet<>(values);
        if (!List.copyOf(set).equals(values)) {
            throw new Corrupt("the members of a set are not in order");
        }
        return set;
    }

    /// Makes something of what was read, which its own type may refuse.
    interface Making<A, T> {
        T of(A from);
    }

    static <A, T> T checked(A from, Making<A, T> making) throws Corrupt {
        try {
            return making.of(from);
        } catch (IllegalArgumentException | ArithmeticException wrong) {
            throw new Corrupt("a value that cannot be: " + wrong.getMessage());
        }
    }

    public static void write(Encoder out, Life life) {
        switch (life) {
            case Life.Requested(var begins) -> out.octet(REQUESTED).instant(begins);
            case Life.Open _ -> out.octet(OPEN);
            case Life.Paused(var since, var cause) -> out.octet(PAUSED).instant(since).constant(cause);
            case Life.Ended(var at, var cause) -> out.octet(ENDED).instant(at).constant(cause);
        }
    }

    public static Life readLife(Decoder in) throws Corrupt {
        return switch (in.octet()) {
            case REQUESTED -> new Life.Requested(in.instant());
            case OPEN -> Life.Open.OPEN;
            case PAUSED -> new Life.Paused(in.instant(), in.constant(PauseCause.class));
            case ENDED -> new Life.Ended(in.instant(), in.constant(EndCause.class));
            default -> throw new Corrupt("a task stands as none can");
        };
    }

    public static void write(Encoder out, Task task) {
        id(out, task.id()).optional(task.parent(), Parts::id);
        writeNameless(out, task);
    }

    public static Task readTask(Decoder in) throws Corrupt {
        return readNameless(in, readId(in), in.optional(Parts::readId).orElse(null));
    }

    /// A task without its own name and that of the one above it.
    public static void writeNameless(Encoder out, Task task) {
        writeNameless(out, task, task.usage());
    }

    /// The same, used as `usage` says.
    public static void writeNameless(Encoder out, Task task, Usage usage) {
        out.uid(task.principal()).word(task.profile());
        Values.write(out, task.inputs());
        out.octet((task.limits().equals(Limits.NONE) ? 0 : HAS_LIMITS) | (task.isBreakGlass() ? BREAKS_GLASS : 0));
        if (!task.limits().equals(Limits.NONE)) {
            writeSome(out, task.limits());
        }
        write(out.instant(task.begins()).instant(task.ends()), task.life());
        write(out, usage);
    }

    public static Task readNameless(Decoder in, TaskId id, @Nullable TaskId above) throws Corrupt {
        var principal = in.uid();
        var profile = in.word();
        var inputs = Values.readRecord(in);
        var marks = in.octet();
        if (marks > (HAS_LIMITS | BREAKS_GLASS)) {
            throw new Corrupt("a task is marked as none can be");
        }
        var limits = (marks & HAS_LIMITS) == 0 ? Limits.NONE : readSome(in);
        return new Task(id, above, principal, profile, inputs, limits, in.instant(), in.instant(), readLife(in),
                readUsage(in), (marks & BREAKS_GLASS) != 0);
    }
}
