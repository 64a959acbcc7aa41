package dev.ambit.cedar.partial;

import dev.ambit.cedar.partial.Knowledge.Exactly;
import dev.ambit.cedar.partial.Reduced.Done;
import dev.ambit.cedar.partial.Reduced.Fails;
import dev.ambit.cedar.partial.Reduced.Open;
import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.SetValue;
import dev.ambit.cedar.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Partial evaluation of what looks at all its operands and at nothing else.
final class Strict {
    private Strict() {}

    /// @param rest  the expression, its operands reduced
    /// @param apply what it makes of known operands
    static Reduced reduce(Expr rest, Signature signature, List<Reduced> operands, Function<List<Value>, Value> apply) {
        var failure = failure(rest, signature, operands);
        if (failure.isPresent()) {
            return failure.get();
        }
        var values = values(operands);
        return values.isPresent()
                ? apply(rest, values.get(), apply)
                : new Open(rest, signature.result(), !signature.isTotal() || mayFail(signature, operands));
    }

    /// The failure of `rest`, if an operand fails or is of a wrong kind.
    static Optional<Reduced> failure(Expr rest, Signature signature, List<Reduced> operands) {
        var failed = failed(rest, operands);
        if (failed.isPresent()) {
            return failed;
        }
        for (var i = 0; i < signature.operands().size(); i++) {
            if (operands.get(i).isSurelyNot(signature.operands().get(i))) {
                return Optional.of(refused(rest, signature.takes(), operands.subList(0, signature.operands().size())));
            }
        }
        return Optional.empty();
    }

    static Optional<Reduced> failed(Expr rest, Collection<Reduced> operands) {
        return operands.stream()
                .filter(Fails.class::isInstance)
                .findFirst()
                .map(fails -> new Fails(((Fails) fails).failure(), rest));
    }

    static Reduced refused(Expr rest, String takes, List<Reduced> operands) {
        var found = operands.stream().map(Reduced::described).toList();
        return Reduced.failing(Failure.type(rest.span(), takes, found), rest);
    }

    /// Whether an operand may fail or be of a wrong kind.
    static boolean mayFail(Signature signature, List<Reduced> operands) {
        for (var i = 0; i < operands.size(); i++) {
            if (operands.get(i).mayFail()
                    || i < signature.operands().size() && !operands.get(i).isSurely(signature.operands().get(i))) {
                return true;
            }
        }
        return false;
    }

    private static Optional<List<Value>> values(Collection<Reduced> operands) {
        var values = new ArrayList<Value>(operands.size());
        for (var operand : operands) {
            if (!(operand instanceof Done(var value, _))) {
                return Optional.empty();
            }
            values.add(value);
        }
        return Optional.of(values);
    }

    private static Reduced apply(Expr rest, List<Value> values, Function<List<Value>, Value> apply) {
        try {
            return new Done(apply.apply(values), rest);
        } catch (Failure failure) {
            return Reduced.failing(failure, rest);
        }
    }

    static Expr.Binary rest(Expr.Binary at, Reduced left, Reduced right) {
        return new Expr.Binary(at.operator(), left.expr(), right.expr(), at.span());
    }

    static Reduced binary(Expr.Binary at, Reduced left, Reduced right) {
        return reduce(rest(at, left, right), Signature.of(at.operator()), List.of(left, right),
                values -> Operators.binary(at, values.get(0), values.get(1)));
    }

    /// `<` and its like.
    static Reduced compare(Expr.Binary at, Reduced left, Reduced right) {
        var rest = rest(at, left, right);
        var operands = List.of(left, right);
        var failed = failed(rest, operands);
        if (failed.isPresent()) {
            return failed.get();
        }
        if (!mayCompare(left) || !mayCompare(right) || left.kind().isPresent() && left.kind().filter(right::isSurelyNot)
                .isPresent()) {
            return refused(rest, Operators.comparable(at.operator()), operands);
        }
        var values = values(operands);
        var sameKind = left.kind().isPresent() && left.kind().equals(right.kind());
        return values.isPresent()
                ? apply(rest, values.get(), given -> Operators.binary(at, given.get(0), given.get(1)))
                : new Open(rest, Kind.BOOL.known(), !sameKind || left.mayFail() || right.mayFail());
    }

    private static boolean mayCompare(Reduced operand) {
        return operand.kind().isEmpty()
                || operand.isSurely(Kind.LONG)
                || operand.isSurely(Kind.DATETIME)
                || operand.isSurely(Kind.DURATION);
    }

    /// `contains` and its like, which some sets decide alone.
    static Reduced sets(Expr.Binary at, Reduced left, Reduced right) {
        var reduced = binary(at, left, right);
        if (!(reduced instanceof Open open)) {
            return reduced;
        }
        var known = switch (at.operator()) {
            case CONTAINS -> holdsNothingLike(left, right.value())
                    ? Optional.of(BoolValue.FALSE)
                    : Optional.<BoolValue>empty();
            case CONTAINS_ALL -> isEmpty(right) ? Optional.of(BoolValue.TRUE) : Optional.<BoolValue>empty();
            default -> isEmpty(left) || isEmpty(right) ? Optional.of(BoolValue.FALSE) : Optional.<BoolValue>empty();
        };
        return known.<Reduced>map(value -> Reduced.of(open.expr(), new Exactly(value), open.mayFail())).orElse(open);
    }

    private static boolean isEmpty(Reduced set) {
        return set.isSurely(SetValue.EMPTY);
    }

    private static boolean holdsNothingLike(Reduced set, Knowledge member) {
        return set.value() instanceof Exactly(SetValue known)
                && known.members().stream().allMatch(each -> member.excludes(new Exactly(each)));
    }

    static Reduced set(Expr.SetOf at, List<Reduced> members) {
        var rest = new Expr.SetOf(members.stream().map(Reduced::expr).toList(), at.span());
        var failed = failed(rest, members);
        if (failed.isPresent()) {
            return failed.get();
        }
        var values = values(members);
        return values.isPresent()
                ? new Done(SetValue.of(values.get()), rest)
                : new Open(rest, new Knowledge.SetOf(common(members)), members.stream().anyMatch(Reduced::mayFail));
    }

    /// What is known of each of them.
    private static Knowledge common(List<Reduced> members) {
        var kind = members.getFirst().kind();
        return kind.filter(first -> members.stream().allMatch(member -> member.isSurely(first)))
                .map(Kind::known)
                .orElse(Knowledge.Nothing.NOTHING);
    }

    static Reduced record(Expr.RecordOf at, Map<String, Reduced> attributes) {
        var exprs = new LinkedHashMap<String, Expr>();
        attributes.forEach((name, reduced) -> exprs.put(name, reduced.expr()));
        var rest = new Expr.RecordOf(exprs, at.span());
        var failed = failed(rest, attributes.values());
        return failed.orElseGet(() -> joined(rest, attributes));
    }

    private static Reduced joined(Expr.RecordOf rest, Map<String, Reduced> attributes) {
        var values = new HashMap<String, Value>();
        var known = new HashMap<String, Lookup>();
        attributes.forEach((name, reduced) -> {
            known.put(name, new Lookup.Found(reduced.value()));
            if (reduced instanceof Done(var value, _)) {
                values.put(name, value);
            }
        });
        return values.size() == known.size()
                ? new Done(RecordValue.of(values), rest)
                : new Open(rest, new Knowledge.Fields(known, Lookup.Missing.ABSENT), attributes.values().stream()
                        .anyMatch(Reduced::mayFail));
    }
}
