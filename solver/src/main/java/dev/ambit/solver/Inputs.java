package dev.ambit.solver;

import com.microsoft.z3.BitVecExpr;
import com.microsoft.z3.BoolExpr;
import com.microsoft.z3.Context;
import com.microsoft.z3.IntExpr;
import com.microsoft.z3.Model;
import dev.ambit.cedar.engine.InputPath;
import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The unknowns of a claim: for each path whether something stands there and what, in each of the two situations. What
/// the move cannot touch is one unknown for both.
final class Inputs {
    private static final int BITS = 64;

    private final Context z3;
    private final Paths paths;
    private final Set<InputPath> asked = new LinkedHashSet<>();
    private final Map<String, Map<Value, Integer>> atoms = new HashMap<>();
    private final Set<Group> groups = new LinkedHashSet<>();

    /// Whether the entity at a path is in a group, as policies asked.
    record Group(InputPath member, EntityUid group) {}

    Inputs(Context z3, Paths paths) {
        this.z3 = z3;
        this.paths = paths;
    }

    /// Every path looked at so far, and every path on the way to one.
    List<InputPath> asked() {
        return new ArrayList<>(asked);
    }

    Set<Group> groups() {
        return groups;
    }

    /// Whether something stands at `path`, given that something stands at all before it.
    BoolExpr isThere(InputPath path, Version version) {
        asked.add(path);
        return path.steps().isEmpty() ? z3.mkTrue() : z3.mkBoolConst("has " + name(path, version));
    }

    /// Whether reading `path` fails because something on the way, or at its end, is not there.
    BoolExpr isMissing(InputPath path, Version version) {
        var there = new ArrayList<BoolExpr>();
        for (var i = 1; i <= path.steps().size(); i++) {
            there.add(isThere(Paths.prefix(path, i), version));
        }
        return z3.mkNot(z3.mkAnd(there.toArray(BoolExpr[]::new)));
    }

    /// What stands at `path`, if something does.
    Term value(InputPath path, Version version) {
        asked.add(path);
        var missing = isMissing(path, version);
        var name = name(path, version);
        return paths.type(path).<Term>map(type -> switch (type) {
            case Type.Primitive primitive -> switch (primitive) {
                case BOOL -> new Term.Truth(z3.mkBoolConst(name), missing);
                case LONG -> number(name, missing, Term.Unit.LONG);
                case STRING -> new Term.Atom(z3.mkIntConst(name), missing, "string");
            };
            case Type.Extension extension -> switch (extension) {
                case DECIMAL -> number(name, missing, Term.Unit.DECIMAL);
                case DATETIME -> number(name, missing, Term.Unit.DATETIME);
                case DURATION -> number(name, missing, Term.Unit.DURATION);
                case IPADDR -> new Term.Atom(z3.mkIntConst(name), missing, "ipaddr");
            };
            case Type.Entity(var entity) -> new Term.Atom(z3.mkIntConst(name), missing, entity);
            case Type.SetOf _,Type.RecordOf _ -> new Term.Opaque(missing);
        }).orElseGet(() -> new Term.Opaque(missing));
    }

    private Term number(String name, BoolExpr missing, Term.Unit unit) {
        return new Term.Numeral(z3.mkBVConst(name, BITS), missing, unit);
    }

    BitVecExpr number(long value) {
        return z3.mkBV(value, BITS);
    }

    /// The number that stands for a value of which only equality counts.
    IntExpr atom(String kind, Value value) {
        var known = atoms.computeIfAbsent(kind, _ -> new LinkedHashMap<>());
        return z3.mkInt(known.computeIfAbsent(value, _ -> known.size()));
    }

    /// The value a number stands for in an answer of the solver; one that no policy mentions where it is none of those.
    Value atom(String kind, int number) {
        return atoms.getOrDefault(kind, Map.of()).entrySet().stream()
                .filter(entry -> entry.getValue() == number)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(() -> Fresh.value(kind, number));
    }

    /// Whether the entity at `member` is in `group` and is not the group itself.
    BoolExpr isBelow(InputPath member, EntityUid group, Version version) {
        groups.add(new Group(member, group));
        return z3.mkBoolConst("%s in %s".formatted(name(member, version), group));
    }

    boolean isBelow(InputPath member, EntityUid group, Version version, Model model) {
        return model.eval(isBelow(member, group, version), true).isTrue();
    }

    private String name(InputPath path, Version version) {
        return paths.isTouched(path) ? path + " " + version : path.toString();
    }
}
