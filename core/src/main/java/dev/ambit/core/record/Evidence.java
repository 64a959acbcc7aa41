package dev.ambit.core.record;

import dev.ambit.cedar.engine.InputPath;
import dev.ambit.cedar.engine.Read;
import dev.ambit.cedar.engine.Reads;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.value.Value;
import dev.ambit.core.encoding.Corrupt;
import dev.ambit.core.encoding.Decoder;
import dev.ambit.core.encoding.Encoder;
import dev.ambit.core.encoding.Values;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What a decision read, as bytes.
final class Evidence {
    private static final int FOUND = 0;
    private static final int PRESENT = 1;
    private static final int ABSENT = 2;
    private static final int UNKNOWN_ENTITY = 3;
    private static final int GROUPS = 4;

    private static final int AT_PATH = 0;
    private static final int OF_ENTITY = 1;
    private static final int COMPUTED = 2;

    private Evidence() {}

    /// Writes input number `index` of `reads`; as a read of its own only where it is none of the frequent ones.
    static void write(Encoder out, Reads reads, int index) {
        var path = reads.path(index);
        var value = reads.found(index);
        var consulted = reads.consulted(index);
        if (path != null && value != null) {
            write(out, path, value);
        } else if (path != null && consulted != null) {
            write(out.octet(GROUPS).octet(AT_PATH), path).uid(consulted.entity().uid()).count(consulted
                    .ancestorCount());
            for (var i = 0; i < consulted.ancestorCount(); i++) {
                out.uid(consulted.ancestor(i));
            }
        } else {
            write(out, reads.get(index));
        }
    }

    /// Writes that `value` was found at `path`.
    static void write(Encoder out, InputPath path, Value value) {
        Values.write(write(out.octet(FOUND).octet(AT_PATH), path), value);
    }

    private static void write(Encoder out, Read read) {
        switch (read) {
            case Read.Found(var subject, var value) -> Values.write(write(out.octet(FOUND), subject), value);
            case Read.Present(var subject) -> write(out.octet(PRESENT), subject);
            case Read.Absent(var subject, var because) -> write(out.octet(switch (because) {
                case NO_SUCH_NAME -> ABSENT;
                case UNKNOWN_ENTITY -> UNKNOWN_ENTITY;
            }), subject);
            case Read.Groups(var subject, var entity, var groups) -> {
                write(out.octet(GROUPS), subject).uid(entity);
                out.each(new TreeSet<>(groups), groups.size(), Encoder::uid);
            }
        }
    }

    static Read read(Decoder in) throws Corrupt {
        var kind = in.octet();
        var subject = readSubject(in);
        return switch (kind) {
            case FOUND -> new Read.Found(subject, Values.read(in));
            case PRESENT -> new Read.Present(subject);
            case ABSENT -> new Read.Absent(subject, Read.Absence.NO_SUCH_NAME);
            case UNKNOWN_ENTITY -> new Read.Absent(subject, Read.Absence.UNKNOWN_ENTITY);
            case GROUPS -> new Read.Groups(subject, in.uid(), Set.copyOf(in.each(Decoder::uid)));
            default -> throw new Corrupt("a read of no known kind");
        };
    }

    private static Encoder write(Encoder out, Read.Subject subject) {
        return switch (subject) {
            case Read.AtPath(var path) -> write(out.octet(AT_PATH), path);
            case Read.OfEntity(var entity, var step) -> write(out.octet(OF_ENTITY).uid(entity), step);
            case Read.Computed(var entity) -> out.octet(COMPUTED).uid(entity);
        };
    }

    private static Read.Subject readSubject(Decoder in) throws Corrupt {
        return switch (in.octet()) {
            case AT_PATH -> new Read.AtPath(readPath(in));
            case OF_ENTITY -> new Read.OfEntity(in.uid(), readStep(in));
            case COMPUTED -> new Read.Computed(in.uid());
            default -> throw new Corrupt("a read of nothing known");
        };
    }

    private static Encoder write(Encoder out, InputPath path) {
        return writeSteps(out.constant(path.root()), path.steps());
    }

    private static Encoder writeSteps(Encoder out, List<InputPath.Step> steps) {
        out.count(steps.size());
        for (var i = 0; i < steps.size(); i++) {
            write(out, steps.get(i));
        }
        return out;
    }

    private static InputPath readPath(Decoder in) throws Corrupt {
        return new InputPath(in.constant(Root.class), in.each(Evidence::readStep));
    }

    private static Encoder write(Encoder out, InputPath.Step step) {
        return out.flag(step instanceof InputPath.Tag).word(step.name());
    }

    private static InputPath.Step readStep(Decoder in) throws Corrupt {
        return in.flag() ? new InputPath.Tag(in.word()) : new InputPath.Attribute(in.word());
    }
}
