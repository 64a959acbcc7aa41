package dev.ambit.solver;

import com.microsoft.z3.BitVecNum;
import com.microsoft.z3.IntNum;
import com.microsoft.z3.Model;
import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.engine.InputPath;
import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.entity.Entity;
import dev.ambit.cedar.influence.ExactInfluence.Situation;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.validate.Environment;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.DatetimeValue;
import dev.ambit.cedar.value.DecimalValue;
import dev.ambit.cedar.value.DurationValue;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.Value;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Turns a solution of the formulas into a request and entities.
/// What the formulas left open stays open here too, so the result is a proposal: it is evaluated before it is believed.
final class Reconstruction {
    private final Inputs inputs;
    private final Model model;
    private final Version version;
    private final Environment environment;
    private final Map<EntityUid, RecordValue> attributes = new HashMap<>();
    private final Map<EntityUid, RecordValue> tags = new HashMap<>();
    private final Map<EntityUid, Set<EntityUid>> groups = new HashMap<>();
    private RecordValue context = RecordValue.EMPTY;

    private Reconstruction(Inputs inputs, Model model, Version version, Environment environment) {
        this.inputs = inputs;
        this.model = model;
        this.version = version;
        this.environment = environment;
    }

    static Situation of(Inputs inputs, Model model, Version version, Environment environment) {
        return new Reconstruction(inputs, model, version, environment).build();
    }

    private Situation build() {
        inputs.asked().stream()
                .filter(path -> !path.steps().isEmpty())
                .sorted(Comparator.comparingInt(path -> path.steps().size()))
                .forEach(this::place);
        for (var group : inputs.groups()) {
            if (inputs.isBelow(group.member(), group.group(), version, model)) {
                entity(group.member()).filter(member -> !member.equals(group.group())).ifPresent(
                        member -> groups.computeIfAbsent(member, _ -> new HashSet<>()).add(group.group()));
            }
        }
        var request = new Request(variable(Root.PRINCIPAL), environment.action(), variable(Root.RESOURCE), context);
        return new Situation(request, entities());
    }

    private Entities entities() {
        var all = new HashSet<>(attributes.keySet());
        all.addAll(tags.keySet());
        all.addAll(groups.keySet());
        return Entities.of(all.stream()
                .map(uid -> new Entity(uid, attributes.getOrDefault(uid, RecordValue.EMPTY),
                        tags.getOrDefault(uid, RecordValue.EMPTY), groups.getOrDefault(uid, Set.of())))
                .toList());
    }

    private EntityUid variable(Root root) {
        return entity(new InputPath(root, List.of())).orElseThrow();
    }

    private Optional<EntityUid> entity(InputPath path) {
        return read(path) instanceof EntityUid uid ? Optional.of(uid) : Optional.empty();
    }

    /// Puts what stands at `path` into the entity or record before it, if the solution has something there.
    private void place(InputPath path) {
        var before = Paths.prefix(path, path.steps().size() - 1);
        if (!model.eval(inputs.isMissing(path, version), true).isFalse()) {
            return;
        }
        var value = read(path);
        var step = path.steps().getLast();
        var holder = entity(before);
        if (holder.isPresent()) {
            var side = step instanceof InputPath.Tag ? tags : attributes;
            side.merge(holder.get(), RecordValue.EMPTY.with(step.name(), value),
                    (known, _) -> known.with(step.name(), value));
        } else if (path.root() == Root.CONTEXT) {
            context = with(context, path.steps().stream().map(InputPath.Step::name).toList(), value);
        }
    }

    private static RecordValue with(RecordValue record, List<String> path, Value value) {
        var name = path.getFirst();
        if (path.size() == 1) {
            return record.with(name, value);
        }
        var inner = record.get(name) instanceof RecordValue known ? known : RecordValue.EMPTY;
        return record.with(name, with(inner, path.subList(1, path.size()), value));
    }

    /// What the solution has at `path`; an empty record where it says nothing.
    private Value read(InputPath path) {
        if (path.root() == Root.ACTION && path.steps().isEmpty()) {
            return environment.action();
        }
        return switch (inputs.value(path, version)) {
            case Term.Truth(var value, _) -> BoolValue.of(model.eval(value, true).isTrue());
            case Term.Numeral(var value, _, var unit) -> number(((BitVecNum) model.eval(value, true)).getBigInteger(),
                    unit);
            case Term.Atom(var value, _, var kind) ->
                inputs.atom(kind, ((IntNum) model.eval(value, true)).getBigInteger().intValue());
            case Term.Opaque _ -> RecordValue.EMPTY;
        };
    }

    private static Value number(BigInteger bits, Term.Unit unit) {
        var value = bits.longValue();
        return switch (unit) {
            case LONG -> LongValue.of(value);
            case DECIMAL -> new DecimalValue(value);
            case DATETIME -> new DatetimeValue(value);
            case DURATION -> new DurationValue(value);
        };
    }
}
