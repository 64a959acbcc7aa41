package dev.ambit.core.decision;

import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.engine.CompiledPolicies;
import dev.ambit.cedar.engine.Evaluation;
import dev.ambit.cedar.engine.Reads;
import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.Value;
import dev.ambit.core.control.Freeze;
import dev.ambit.core.behaviour.Behaviours;
import dev.ambit.core.policy.About;
import dev.ambit.core.policy.Condition;
import dev.ambit.core.policy.Profile;
import dev.ambit.core.policy.ReadSignal;
import dev.ambit.core.signal.BuiltIn;
import dev.ambit.core.signal.Reading;
import dev.ambit.core.signal.SignOfLife;
import dev.ambit.core.signal.Signal;
import dev.ambit.core.signal.Standing;
import dev.ambit.core.state.State;
import dev.ambit.core.task.Task;
import dev.ambit.core.task.TaskId;
import dev.ambit.core.task.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One task of the chain a request comes through, and all that was looked at to answer for it: the task asked in, or one
/// above it. Scratch space of a [Pdp]: what it says holds until the next decision.
public final class Link {
    private static final String[] WITH_REQUEST = {"request", "signals", "task"};
    private static final String[] WITHOUT_REQUEST = {"signals", "task"};
    private static final String[] INPUTS = {"inputs"};

    private final Map<CompiledPolicies, Evaluation> workspaces = new HashMap<>();
    private final Reads reads = new Reads();
    private final Reads lastsReads = new Reads();
    private final Reads pausesReads = new Reads();
    private final Reads approvalReads = new Reads();
    private final List<Covering> covering = new ArrayList<>();

    private @Nullable TaskId id;
    private @Nullable Task task;
    private @Nullable Profile profile;
    private Usage usage = Usage.NONE;
    private Standing[] standings = {};

    private @Nullable State state;
    private @Nullable EntityUid action;
    private @Nullable EntityUid resource;
    private RecordValue context = RecordValue.EMPTY;
    private Instant now = Instant.EPOCH;
    private @Nullable Evaluation evaluation;
    private @Nullable Reading behaving;
    private @Nullable Profile partsOf;
    private String[] parts = {};

    Link() {}

    /// Starts anew with a task as it stands in `known`.
    void begin(State known, TaskId name, Instant time) {
        var found = known.task(name);
        begin(known, name, found, found == null ? null : known.release().profiles().get(found.profile()), time);
    }

    /// Starts anew with a task as it would stand in `known`.
    void begin(State known, TaskId name, @Nullable Task found, @Nullable Profile under, Instant time) {
        state = known;
        id = name;
        task = found;
        profile = under;
        now = time;
        evaluation = null;
        behaving = null;
        reads.clear();
        lastsReads.clear();
        pausesReads.clear();
        approvalReads.clear();
        covering.clear();
        standings = profile == null ? new Standing[0] : new Standing[profile.signals().size()];
    }

    /// What is asked for.
    void ask(EntityUid toDo, EntityUid on, RecordValue given) {
        action = toDo;
        resource = on;
        context = given;
    }

    /// Lets go of what belongs to policies that are no longer in force.
    void forgetWorkspaces() {
        workspaces.clear();
    }

    public TaskId id() {
        return Objects.requireNonNull(id);
    }

    /// `null` where no task is known by the id.
    public @Nullable Task found() {
        return task;
    }

    /// `null` where the profile of the task is not in force, or no task was found.
    public @Nullable Profile foundProfile() {
        return profile;
    }

    /// The task; to be asked for once it was found.
    public Task task() {
        return Objects.requireNonNull(task);
    }

    /// Its profile; to be asked for once it was found.
    public Profile profile() {
        return Objects.requireNonNull(profile);
    }

    /// What was used of its limits before this decision.
    public Usage usage() {
        return usage;
    }

    void usage(Usage before) {
        usage = before;
    }

    /// What will have been used of its limits once one more permit is given.
    public Usage usageAfter(Instant permitted) {
        var rate = profile().rateOf(task());
        return rate == null ? usage.used(permitted) : usage.used(permitted, rate);
    }

    /// Whether the limits on use leave room for one more permit after `used`.
    boolean allows(Usage used, Instant permitted) {
        var rate = profile().rateOf(task());
        return used.uses() < profile().usesOf(task()) && (rate == null || used.fits(permitted, rate));
    }

    /// What operators have stopped it with; `null` where nothing does, or no task was found.
    public @Nullable Freeze frozen() {
        var freezes = Objects.requireNonNull(state).freezes();
        return task == null ? null : freezes.on(task, entities());
    }

    /// The approvals that let the request through.
    public List<Covering> covering() {
        return covering;
    }

    /// What the policies read; empty where they were not asked.
    public Reads reads() {
        return reads;
    }

    /// What `lasts-while` read.
    public Reads lastsReads() {
        return lastsReads;
    }

    /// What `pauses-when` read.
    public Reads pausesReads() {
        return pausesReads;
    }

    /// What the conditions of approval rules read.
    public Reads approvalReads() {
        return approvalReads;
    }

    /// What the policies said; to be asked for once they were.
    public Evaluation evaluation() {
        return Objects.requireNonNull(evaluation);
    }

    public boolean isEvaluated() {
        return evaluation != null;
    }

    /// What signal number `index` of the profile is worth now; looked up on first need.
    public Standing standing(int index) {
        var known = standings[index];
        if (known == null) {
            known = lookUp(profile().signals().get(index));
            standings[index] = known;
        }
        return known;
    }

    /// Whether signal number `index` was looked at.
    public boolean isLookedAt(int index) {
        return standings[index] != null;
    }

    /// The last reading of signal number `index`, however old; `null` where nothing was heard.
    public @Nullable Reading reading(int index) {
        if (profile().signals().get(index).about() == About.Itself.TASK) {
            return behaviour();
        }
        var subject = subject(index);
        return subject == null
                ? null
                : Objects.requireNonNull(state).reading(profile().signals().get(index).name(),
                        subject);
    }

    /// What signal number `index` is about; `null` where the task or request names no such entity.
    public @Nullable EntityUid subject(int index) {
        var about = profile().signals().get(index).about();
        return about == About.Itself.TASK && behaving != null ? behaving.subject() : about.subject(task(), resource);
    }

    /// Whether its profile reads how the task behaves.
    boolean readsBehaviour() {
        return profile != null && task != null && profile.behaviour() >= 0;
    }

    /// What of that is read, in order; looked up once for each profile.
    @SuppressWarnings("ReferenceEquality") // another object is another profile, or the same of another release
    String[] behaviourParts() {
        if (partsOf != profile) {
            partsOf = profile;
            parts = profile().behaviourParts().toArray(String[]::new);
        }
        return parts;
    }

    /// How the task behaves with what is asked; `null` where that is not followed.
    void behaves(@Nullable Reading reading) {
        behaving = reading;
    }

    private @Nullable Reading behaviour() {
        return behaving != null
                ? behaving
                : Objects.requireNonNull(state).reading(BuiltIn.BEHAVIOUR.name(), Condition.resource(id()));
    }

    /// Never unknown: a task in which nothing was asked for some time behaves as usual.
    private Standing lookUpBehaviour() {
        var last = behaviour();
        var lasts = last != null && now.isBefore(last.observed().plus(Behaviours.LASTING));
        var reading = lasts && last != null ? last : Behaviours.calm(id());
        return new Standing.Known(reading.value().orElseThrow(), reading, now.plus(Behaviours.LASTING));
    }

    private Standing lookUp(ReadSignal read) {
        if (read.about() == About.Itself.TASK) {
            return lookUpBehaviour();
        }
        var subject = read.about().subject(task(), resource);
        return subject == null
                ? new Standing.Unknown()
                : Standing.of(read.signal(), Objects.requireNonNull(state).reading(read.name(), subject), alive(read
                        .signal()), now);
    }

    private @Nullable Reading alive(Signal signal) {
        return signal.heartbeat().isEmpty()
                ? null
                : Objects.requireNonNull(state).reading(SignOfLife.NAME, SignOfLife.of(signal.source()));
    }

    /// The last sign of life of the source of signal number `index`; `null` where it need not give any, or gave none.
    public @Nullable Reading alive(int index) {
        return alive(profile().signals().get(index).signal());
    }

    /// Asks the policies, once.
    Evaluation evaluate() {
        var known = evaluation;
        if (known == null) {
            known = workspace(profile().rules().compiled());
            known.decide(asked(), entities(), reads);
            evaluation = known;
        }
        return known;
    }

    /// Asks which approvals the request needs.
    Evaluation evaluateApprovals() {
        var approvals = workspace(profile().rules().approvals());
        approvals.decide(asked(), entities(), approvalReads);
        return approvals;
    }

    /// Whether what the task lasts while is so.
    boolean lasts(Condition condition) {
        return holds(condition, lastsReads);
    }

    /// Whether what the task pauses on is so.
    boolean pauses(Condition condition) {
        return holds(condition, pausesReads);
    }

    private boolean holds(Condition condition, Reads into) {
        var asked = workspace(condition.asked());
        var about = new Request(task().principal(), Condition.ACTION, Condition.resource(id()),
                conditionContext(signals(false), task().inputs()));
        asked.decide(about, entities(), into);
        return asked.determiningCount() > 0;
    }

    /// What a condition sees as its context.
    static RecordValue conditionContext(RecordValue signals, RecordValue inputs) {
        return RecordValue.of(WITHOUT_REQUEST, signals, RecordValue.of(INPUTS, inputs));
    }

    private Entities entities() {
        return Objects.requireNonNull(state).release().entities();
    }

    private Evaluation workspace(CompiledPolicies policies) {
        return workspaces.computeIfAbsent(policies, CompiledPolicies::evaluation);
    }

    /// The request as the policies of this task see it: made by the task's own principal, with its inputs and signals.
    private Request asked() {
        var seen = context.size() == 0
                ? RecordValue.of(WITHOUT_REQUEST, signals(true), inputs())
                : RecordValue.of(WITH_REQUEST, context, signals(true), inputs());
        return new Request(task().principal(), Objects.requireNonNull(action), Objects.requireNonNull(resource), seen);
    }

    private RecordValue inputs() {
        return RecordValue.of(INPUTS, task().inputs());
    }

    /// The signals that have a value. Conditions are asked when there is no request, and see none about its resource.
    private RecordValue signals(boolean withResource) {
        var signals = profile().signals();
        var count = 0;
        var names = new String[signals.size()];
        var values = new Value[signals.size()];
        for (var i = 0; i < names.length; i++) {
            var read = signals.get(i);
            if ((withResource || read.about() != About.Asked.RESOURCE)
                    && standing(i) instanceof Standing.Known(var value, _, _)) {
                names[count] = read.name();
                values[count++] = value;
            }
        }
        if (count == names.length) {
            return RecordValue.of(names, values);
        }
        return RecordValue.of(Arrays.copyOf(names, count), Arrays.copyOf(values, count));
    }
}
