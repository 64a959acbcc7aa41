package dev.ambit.cedar.engine;

import dev.ambit.cedar.authorize.EvaluationError;
import dev.ambit.cedar.authorize.EvaluationError.Kind;
import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.authorize.Response;
import dev.ambit.cedar.authorize.Response.Decision;
import dev.ambit.cedar.engine.Inputs.Slot;
import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.syntax.Policy.Effect;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.Value;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The workspace in which one thread decides, again and again, without allocating.
/// After [#decide] it answers what was decided and why, until the next call. Make one for each thread with
/// [CompiledPolicies#evaluation()]; it is cheap to keep and holds on to the last request.
///
/// Every input is looked up at most once per decision: its slot remembers. What a slot remembers is told from what an
/// earlier decision left there by the number of the decision, so nothing is cleared in between.
public final class Evaluation {
    // The state of a slot: the lowest three bits of its stamp. Above them two marks, above those the decision.
    static final int FOUND = 0;
    static final int ABSENT = 1;
    static final int UNKNOWN_ENTITY = 2;
    /// What the last step starts from could not be had.
    static final int BROKEN = 3;
    /// What the last step starts from has no attributes, or no tags.
    static final int NO_HOLDER = 4;

    private static final int STATE = 0b111;
    private static final int VALUE_RECORDED = 0b1000;
    private static final int PRESENCE_RECORDED = 0b10000;
    private static final int MARKS = VALUE_RECORDED | PRESENCE_RECORDED;
    static final int DECISION = 0b100000;
    static final int LAST_DECISION = Integer.MAX_VALUE - (DECISION - 1);

    private final Inputs inputs;
    private final IndexNode index;

    private final int[] stamps;
    private final @Nullable Value[] values;
    private final int[] entityStamps;
    private final Entities.@Nullable Known[] known;
    private final int[] evaluated;

    // What holds of principal, action and resource, in this decision: each fact's stamp, and the facts of each variable.
    private final int[] holding;
    private final int[][] facts = new int[Facts.VARIABLES][];
    private final int[] factCounts = new int[Facts.VARIABLES];
    private final int[][] factsOfUnknown = new int[Facts.VARIABLES][Facts.MOST_OF_UNKNOWN];
    private int groupsAsked;

    private Entities entities = Entities.EMPTY;
    private @Nullable Reads reads;
    private int decision;

    private final Verdicts permits = new Verdicts();
    private final Verdicts forbids = new Verdicts();
    private final Failures failures = new Failures();
    private boolean failed;

    /// @param inputs   all that the policies behind `index` can name
    /// @param policies how many there are
    Evaluation(Inputs inputs, IndexNode index, int policies) {
        this.inputs = inputs;
        this.index = index;
        this.stamps = new int[inputs.size()];
        this.values = new @Nullable Value[inputs.size()];
        this.entityStamps = new int[inputs.size()];
        this.known = new Entities.@Nullable Known[inputs.size()];
        this.evaluated = new int[policies];
        this.holding = new int[inputs.facts().count()];
    }

    /// For tests of what happens when the numbers run out.
    void countFrom(int number) {
        decision = number;
    }

    /// Decides, recording nothing.
    public Decision decide(Request request, Entities entities) {
        return run(request, entities, null);
    }

    /// Decides and leaves in `reads` what was read.
    public Decision decide(Request request, Entities entities, Reads reads) {
        reads.clear();
        return run(request, entities, reads);
    }

    private Decision run(Request request, Entities known, @Nullable Reads into) {
        begin();
        entities = known;
        reads = into;
        bind(Root.PRINCIPAL, request.principal(), MARKS);
        bind(Root.ACTION, request.action(), MARKS);
        bind(Root.RESOURCE, request.resource(), MARKS);
        bind(Root.CONTEXT, request.context(), 0);
        settle(request);
        index.visit(this);
        return decision();
    }

    private void begin() {
        if (decision == LAST_DECISION) {
            Arrays.fill(stamps, 0);
            Arrays.fill(entityStamps, 0);
            Arrays.fill(evaluated, 0);
            Arrays.fill(holding, 0);
            decision = 0;
        }
        decision += DECISION;
        permits.clear();
        forbids.clear();
        failures.clear();
        failed = false;
        groupsAsked = 0;
    }

    /// @param marks what of the variable counts as recorded already: that a request names three entities is no read
    private void bind(Root root, Value value, int marks) {
        var id = inputs.root(root).id();
        values[id] = value;
        stamps[id] = decision | marks | FOUND;
    }

    /// Works out which facts hold.
    private void settle(Request request) {
        holding[Facts.ALWAYS] = decision;
        settle(0, request.principal());
        settle(1, request.action());
        settle(2, request.resource());
    }

    private void settle(int variable, EntityUid entity) {
        var found = entities.find(entity);
        known[variable] = found;
        entityStamps[variable] = decision;
        if (found == null) {
            var unknown = factsOfUnknown[variable];
            hold(variable, unknown, inputs.facts().of(entity, variable, unknown));
        } else {
            var standing = inputs.facts().of(found, variable);
            hold(variable, standing, standing.length);
        }
    }

    private void hold(int variable, int[] found, int count) {
        facts[variable] = found;
        factCounts[variable] = count;
        for (var i = 0; i < count; i++) {
            holding[found[i]] = decision;
        }
    }

    /// The last decision.
    public Decision decision() {
        return permits.count > 0 && forbids.count == 0 ? Decision.ALLOW : Decision.DENY;
    }

    /// How many policies determined the last decision: the satisfied forbids, or where there are none the satisfied
    /// permits.
    public int determiningCount() {
        return determining().count;
    }

    /// The id of a policy that determined the last decision; they stand in no particular order.
    public String determining(int index) {
        return determining().get(index).id();
    }

    /// How many policies failed to evaluate.
    public int errorCount() {
        return failures.count();
    }

    /// How many of the policies that failed to evaluate are forbids: each would have denied had it been satisfied.
    public int failedForbidCount() {
        return failures.countOf(Effect.FORBID);
    }

    /// Why a policy failed to evaluate; they stand in no particular order.
    public EvaluationError error(int index) {
        return failures.get(index);
    }

    /// The last decision as a value that outlives this workspace's next one.
    public Response response() {
        return new Response(decision(), determining().ids(), failures.sorted());
    }

    private Verdicts determining() {
        return forbids.count > 0 ? forbids : permits;
    }

    // What the index and the nodes ask for, on the same thread, while deciding.

    /// Evaluates `policy`, once per decision however often the index comes across it.
    void evaluate(CompiledPolicy policy) {
        if (policy.reachedTwice()) {
            if (evaluated[policy.number()] == decision) {
                return;
            }
            evaluated[policy.number()] = decision;
        }
        switch (policy.test(this)) {
            case Node.TRUE -> (policy.effect() == Effect.PERMIT ? permits : forbids).add(policy);
            case Node.FALSE -> {}
            default -> {
                failures.settle(policy);
                failed = false;
            }
        }
    }

    /// Notes why the policy under evaluation fails.
    ///
    /// @param expected what the node needed, or for other kinds what it did
    /// @param actual   what it met instead
    /// @return [Node#ERROR], for the node to pass on
    int fail(Node at, Kind kind, String expected, @Nullable Value actual) {
        failed = true;
        failures.note(kind, at.span, expected, actual);
        return Node.ERROR;
    }

    /// Notes that `slot` could not be read, and which step of its path is to blame.
    int fail(Node at, Slot slot) {
        var blamed = slot;
        while ((stamps[blamed.id()] & STATE) == BROKEN) {
            blamed = Objects.requireNonNull(blamed.parent());
        }
        failed = true;
        failures.note(at.span, blamed, stamps[blamed.id()] & STATE, parentValue(blamed));
        return Node.ERROR;
    }

    private @Nullable Value parentValue(Slot slot) {
        var parent = slot.parent();
        return parent == null ? null : values[parent.id()];
    }

    /// The value of a node that looks at no input, or `null` where it fails. For the compiler.
    @Nullable
    Value constant(Node node) {
        var value = node.value(this);
        failed = false;
        return value;
    }

    /// Whether the policy under evaluation has failed.
    boolean failed() {
        return failed;
    }

    /// Looks at an input whose value will be used.
    int read(Slot slot) {
        var stamp = stamps[slot.id()];
        return (stamp & ~(STATE | PRESENCE_RECORDED)) == (decision | VALUE_RECORDED) ? stamp & STATE : readFirst(slot);
    }

    private int readFirst(Slot slot) {
        var state = look(slot);
        record(slot, state, MARKS);
        return state;
    }

    /// Looks whether an input is there. Of a record that is all that counts as read; anything smaller is read whole.
    int ask(Slot slot) {
        var state = look(slot);
        var whole = state != FOUND || !(values[slot.id()] instanceof RecordValue);
        record(slot, state, whole ? MARKS : PRESENCE_RECORDED);
        return state;
    }

    /// The value of an input that was [#FOUND] in this decision.
    Value value(Slot slot) {
        return Objects.requireNonNull(values[slot.id()]);
    }

    /// The state of an input, looked up on first need. Not recorded, but for the entities its path leads through.
    private int look(Slot slot) {
        var stamp = stamps[slot.id()];
        return (stamp & -DECISION) == decision ? stamp & STATE : lookFirst(slot);
    }

    private int lookFirst(Slot slot) {
        var state = step(slot, Objects.requireNonNull(slot.parent(),
                "variables are bound before anything is looked at"));
        stamps[slot.id()] = decision | state;
        return state;
    }

    private int step(Slot slot, Slot parent) {
        if (look(parent) != FOUND) {
            record(parent, stamps[parent.id()] & STATE, MARKS);
            return BROKEN;
        }
        return switch (value(parent)) {
            case RecordValue record when !slot.isTag() -> keep(slot, record.get(slot.name()));
            case EntityUid _ -> stepOfEntity(slot, parent);
            default -> {
                record(parent, FOUND, MARKS);
                yield NO_HOLDER;
            }
        };
    }

    private int stepOfEntity(Slot slot, Slot parent) {
        record(parent, FOUND, MARKS);
        var holder = entity(parent);
        if (holder == null) {
            return UNKNOWN_ENTITY;
        }
        var entity = holder.entity();
        return keep(slot, (slot.isTag() ? entity.tags() : entity.attributes()).get(slot.name()));
    }

    private int keep(Slot slot, @Nullable Value value) {
        values[slot.id()] = value;
        return value == null ? ABSENT : FOUND;
    }

    /// What is known of the entity that stands in `slot`, which was [#FOUND] and is an entity.
    private Entities.@Nullable Known entity(Slot slot) {
        var id = slot.id();
        if ((entityStamps[id] & -DECISION) != decision) {
            known[id] = entities.find((EntityUid) value(slot));
            entityStamps[id] = decision;
        }
        return known[id];
    }

    /// Whether the entity that stands in `slot` is in `group` and not the same; `slot` was [#FOUND] and is an entity.
    boolean isBelow(Slot slot, EntityUid group) {
        var found = groups(slot);
        return found != null && found.ancestors().contains(group);
    }

    /// Whether a fact holds.
    boolean holds(int fact) {
        return holding[fact] == decision;
    }

    /// How many facts hold of a variable.
    int factCount(int variable) {
        return factCounts[variable];
    }

    /// One of the facts that hold of a variable.
    int fact(int variable, int index) {
        return facts[variable][index];
    }

    /// Notes that the groups of variables are looked at.
    ///
    /// @param variables one bit for each, that of the principal the lowest
    void askGroups(int variables) {
        if ((variables & ~groupsAsked) != 0) {
            askGroupsFirst(variables & ~groupsAsked);
        }
    }

    private void askGroupsFirst(int variables) {
        groupsAsked |= variables;
        for (var variable = 0; variable < Facts.VARIABLES; variable++) {
            if ((variables & 1 << variable) != 0) {
                groups(inputs.variable(variable));
            }
        }
    }

    /// What is known of the entity that stands in `slot`, because its groups are to be consulted.
    Entities.@Nullable Known groups(Slot slot) {
        var found = entity(slot);
        var id = slot.id();
        if (reads != null && (entityStamps[id] & PRESENCE_RECORDED) == 0) {
            reads.add(Reads.GROUPS, slot, found == null ? value(slot) : found);
            entityStamps[id] |= PRESENCE_RECORDED;
        }
        return found;
    }

    private void record(Slot slot, int state, int marks) {
        var id = slot.id();
        if ((stamps[id] & marks) == marks) {
            return;
        }
        if (reads != null) {
            record(reads, slot, state, marks);
        }
        stamps[id] |= marks;
    }

    private void record(Reads into, Slot slot, int state, int marks) {
        switch (state) {
            case FOUND -> into.add(marks == MARKS ? Reads.FOUND : Reads.PRESENT, slot, values[slot.id()]);
            case ABSENT -> into.add(Reads.ABSENT, slot, null);
            case UNKNOWN_ENTITY -> into.add(Reads.UNKNOWN_ENTITY, slot, null);
            default -> {} // the step that broke was recorded when it was looked at
        }
    }

    // The same for entities that were computed and so have no slot.

    /// The attribute or tag `step` of `entity`, or `null`; to be asked about once it is known that it is used.
    @Nullable
    Value read(EntityUid entity, InputPath.Step step) {
        var holder = entities.find(entity);
        var value = holder == null ? null : holderOf(holder, step).get(step.name());
        if (reads != null) {
            var kind = holder == null ? Reads.UNKNOWN_ENTITY : value == null ? Reads.ABSENT : Reads.FOUND;
            reads.add(kind, entity, step, value);
        }
        return value;
    }

    private static RecordValue holderOf(Entities.Known holder, InputPath.Step step) {
        return switch (step) {
            case InputPath.Attribute _ -> holder.entity().attributes();
            case InputPath.Tag _ -> holder.entity().tags();
        };
    }

    boolean isKnown(EntityUid entity) {
        return entities.find(entity) != null;
    }

    /// Whether `entity` is in `group` and not the same.
    boolean isBelow(EntityUid entity, EntityUid group) {
        var found = entities.find(entity);
        if (reads != null) {
            reads.add(Reads.GROUPS, entity, null, found == null ? entity : found);
        }
        return found != null && found.ancestors().contains(group);
    }
}
