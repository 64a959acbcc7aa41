package dev.ambit.cedar.partial;

import dev.ambit.cedar.authorize.EvaluationError;
import dev.ambit.cedar.partial.Knowledge.Exactly;
import dev.ambit.cedar.partial.Knowledge.Fields;
import dev.ambit.cedar.partial.Knowledge.SomeEntity;
import dev.ambit.cedar.partial.Reduced.Done;
import dev.ambit.cedar.partial.Reduced.Fails;
import dev.ambit.cedar.partial.Reduced.Open;
import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Expr.BinaryOperator;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.StringValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Partial evaluation of what asks the environment: attributes, tags, types, groups, and whether two things are one.
final class Reading {
    private final Environment environment;
    private final Reducer reducer;

    Reading(Environment environment, Reducer reducer) {
        this.environment = environment;
        this.reducer = reducer;
    }

    Reduced attribute(Expr.Attribute at, Reduced of, Assumptions assumed) {
        var rest = new Expr.Attribute(of.expr(), at.name(), at.span());
        if (of instanceof Fails fails) {
            return new Fails(fails.failure(), rest);
        }
        if (!mayHaveAttributes(of)) {
            return Strict.refused(rest, Operators.attribute(at.name()), List.of(of));
        }
        if (of instanceof Open(Expr.RecordOf(var written, _), _, var mayFail) && !mayFail && written.get(at
                .name()) != null) {
            return reducer.reduce(written.get(at.name()), assumed);
        }
        return read(rest, EvaluationError.Kind.MISSING_ATTRIBUTE, at.name(), at.of(), of, lookup(of, at.name(),
                assumed), of.mayFail() || of.kind()
                        .isEmpty());
    }

    private static boolean mayHaveAttributes(Reduced of) {
        return of.kind().isEmpty() || of.isSurely(Kind.RECORD) || of.isSurely(Kind.ENTITY);
    }

    private Lookup lookup(Reduced of, String name, Assumptions assumed) {
        return assumed.about(of.expr(), name, false, lookup(of.value(), name));
    }

    private Lookup lookup(Knowledge of, String name) {
        return switch (of) {
            case Exactly(RecordValue record) -> {
                var value = record.get(name);
                yield value == null ? Lookup.Missing.ABSENT : Lookup.found(value);
            }
            case Exactly(EntityUid uid) -> environment.attribute(uid, name);
            case SomeEntity entity -> environment.attribute(entity, name);
            case Fields fields -> fields.get(name);
            default -> Lookup.Unknown.ANY;
        };
    }

    /// @param rest   the expression that reads, its operands reduced
    /// @param holder what it reads of, as it is written
    private static Reduced read(Expr rest, EvaluationError.Kind ifMissing, String name, Expr holder, Reduced of,
            Lookup lookup, boolean mayFail) {
        return switch (lookup) {
            case Lookup.Found(var value) -> Reduced.of(rest, value, mayFail);
            case Lookup.Unknown(var value) -> new Open(rest, value, true);
            case Lookup.Missing missing -> Reduced.failing(
                    missing == Lookup.Missing.NO_SUCH_ENTITY && of.value() instanceof Exactly(EntityUid uid)
                            ? Failure.unknownEntity(ifMissing, rest.span(), name, uid)
                            : Failure.missing(ifMissing, rest.span(), name, holder, of),
                    rest);
        };
    }

    Reduced has(Expr.Has at, Reduced of, Assumptions assumed) {
        var rest = new Expr.Has(of.expr(), at.path(), at.span());
        if (of instanceof Fails fails) {
            return new Fails(fails.failure(), rest);
        }
        var known = true;
        var mayFail = of.mayFail();
        var reached = of;
        for (var name : at.path()) {
            if (!mayHaveAttributes(reached)) {
                return known
                        ? Strict.refused(rest, Operators.has(name), List.of(reached))
                        : new Open(rest, new Exactly(BoolValue.FALSE), true);
            }
            mayFail |= reached.kind().isEmpty();
            var lookup = lookup(reached, name, assumed);
            if (lookup instanceof Lookup.Missing) {
                return Reduced.of(rest, new Exactly(BoolValue.FALSE), mayFail);
            }
            known &= lookup instanceof Lookup.Found && reached.kind().isPresent();
            reached = Reduced.of(new Expr.Attribute(reached.expr(), name, at.span()), lookup.ifThere(), false);
        }
        return Reduced.of(rest, known ? new Exactly(BoolValue.TRUE) : Kind.BOOL.known(), mayFail);
    }

    Reduced tag(Expr.Binary at, Reduced left, Reduced right, Assumptions assumed) {
        var rest = Strict.rest(at, left, right);
        var operands = List.of(left, right);
        var signature = Signature.of(at.operator());
        var failure = Strict.failure(rest, signature, operands);
        if (failure.isPresent()) {
            return failure.get();
        }
        var mayFail = Strict.mayFail(signature, operands);
        if (!(right.value() instanceof Exactly(StringValue(var name)))) {
            return new Open(rest, signature.result(), mayFail || !signature.isTotal());
        }
        var lookup = assumed.about(left.expr(), name, true, tag(left.value(), name));
        return at.operator() == BinaryOperator.GET_TAG
                ? read(rest, EvaluationError.Kind.MISSING_TAG, name, at.left(), left, lookup, mayFail)
                : Reduced.of(rest, isThere(lookup), mayFail);
    }

    private Lookup tag(Knowledge of, String name) {
        return switch (of) {
            case Exactly(EntityUid uid) -> environment.tag(uid, name);
            case SomeEntity entity -> environment.tag(entity, name);
            default -> Lookup.Unknown.ANY;
        };
    }

    private static Knowledge isThere(Lookup lookup) {
        return switch (lookup) {
            case Lookup.Found _ -> new Exactly(BoolValue.TRUE);
            case Lookup.Missing _ -> new Exactly(BoolValue.FALSE);
            case Lookup.Unknown _ -> Kind.BOOL.known();
        };
    }

    Reduced is(Expr.Is at, Reduced of) {
        var rest = new Expr.Is(of.expr(), at.type(), at.span());
        var failure = Strict.failure(rest, Signature.IS, List.of(of));
        if (failure.isPresent()) {
            return failure.get();
        }
        var type = type(of);
        Knowledge value = type.isPresent() ? truth(type.get().equals(at.type())) : Kind.BOOL.known();
        return Reduced.of(rest, value, of.mayFail() || !of.isSurely(Kind.ENTITY));
    }

    private static Optional<String> type(Reduced of) {
        return switch (of.value()) {
            case Exactly(EntityUid uid) -> Optional.of(uid.type());
            case SomeEntity entity -> entity.type();
            default -> Optional.empty();
        };
    }

    private static Knowledge truth(boolean value) {
        return new Exactly(BoolValue.of(value));
    }

    Reduced isIn(Expr.IsIn at, Reduced of, Assumptions assumed) {
        var ofType = is(new Expr.Is(at.of(), at.type(), at.span()), of);
        if (ofType instanceof Fails(var failure, _)) {
            return new Fails(failure, new Expr.IsIn(of.expr(), at.type(), at.group(), at.span()));
        }
        if (ofType.isSurely(BoolValue.FALSE)) {
            return Reduced.of(new Expr.IsIn(of.expr(), at.type(), at.group(), at.span()), ofType.value(), ofType
                    .mayFail());
        }
        var typed = Reduced.of(of.expr(), of.value().and(SomeEntity.ofType(at.type())), ofType.mayFail());
        var in = in(new Expr.Binary(BinaryOperator.IN, at.of(), at.group(), at.span()), typed, reducer.reduce(at
                .group(), assumed));
        return ofType.isSurely(BoolValue.TRUE) ? in : isIn(at, ofType, in);
    }

    /// Of what is of the type or not; `in` holds where it is.
    private static Reduced isIn(Expr.IsIn at, Reduced ofType, Reduced in) {
        if (in instanceof Done(var value, _)) {
            return value == BoolValue.TRUE ? ofType : Reduced.of(ofType.expr(), in.value(), ofType.mayFail());
        }
        var test = (Expr.Is) ofType.expr();
        var sides = (Expr.Binary) in.expr();
        var rest = new Expr.IsIn(test.of(), at.type(), sides.right(), at.span());
        return in instanceof Fails || in.isSurely(BoolValue.FALSE)
                ? new Open(rest, truth(false), true)
                : new Open(rest, Kind.BOOL.known(), in.mayFail());
    }

    Reduced in(Expr.Binary at, Reduced left, Reduced right) {
        var rest = Strict.rest(at, left, right);
        var failed = Strict.failed(rest, List.of(left, right));
        if (failed.isPresent()) {
            return failed.get();
        }
        if (left.isSurelyNot(Kind.ENTITY)) {
            return Strict.refused(rest, Operators.inLeft(right.kind().orElse(null)), List.of(left));
        }
        if (right.kind().isPresent() && right.isSurelyNot(Kind.ENTITY) && right.isSurelyNot(Kind.SET)) {
            return Strict.refused(rest, Operators.IN_RIGHT, List.of(right));
        }
        var mayFail = left.mayFail() || !left.isSurely(Kind.ENTITY) || right.mayFail();
        if (right.value() instanceof Exactly(var groups)) {
            try {
                return in(rest, left, right, Operators.groups(at.span(), groups), mayFail);
            } catch (Failure failure) {
                return Reduced.failing(failure, rest);
            }
        }
        return new Open(rest, Kind.BOOL.known(), mayFail || !areEntities(right.value()));
    }

    private static boolean areEntities(Knowledge groups) {
        return groups instanceof SomeEntity
                || groups instanceof Knowledge.SetOf(var member) && Kind.of(member).equals(Optional.of(Kind.ENTITY));
    }

    /// Groups the left side is surely not in are left out.
    private Reduced in(Expr.Binary rest, Reduced left, Reduced right, List<EntityUid> groups, boolean mayFail) {
        var open = new ArrayList<EntityUid>();
        for (var group : groups) {
            switch (membership(left.value(), group)) {
                case YES -> {
                    return Reduced.of(rest, truth(true), mayFail);
                }
                case UNKNOWN -> open.add(group);
                case NO -> {}
            }
        }
        if (open.isEmpty()) {
            return Reduced.of(rest, truth(false), mayFail);
        }
        var narrow = right instanceof Done && open.size() < groups.size() ? narrowed(rest, open) : rest;
        return new Open(narrow, Kind.BOOL.known(), mayFail);
    }

    private static Expr narrowed(Expr.Binary rest, List<EntityUid> groups) {
        var span = rest.right().span();
        var literals = groups.stream().<Expr>map(group -> new Expr.Literal(group, span)).toList();
        var right = literals.size() == 1 ? literals.getFirst() : new Expr.SetOf(literals, span);
        return new Expr.Binary(BinaryOperator.IN, rest.left(), right, rest.span());
    }

    private Membership membership(Knowledge member, EntityUid group) {
        return switch (member) {
            case Exactly(EntityUid uid) -> uid.equals(group) ? Membership.YES : environment.membership(uid, group);
            case SomeEntity entity -> environment.membership(entity, group);
            default -> Membership.UNKNOWN;
        };
    }

    /// `==` and `!=`.
    Reduced equal(Expr.Binary at, Reduced left, Reduced right) {
        var rest = Strict.rest(at, left, right);
        var failed = Strict.failed(rest, List.of(left, right));
        if (failed.isPresent()) {
            return failed.get();
        }
        var wanted = at.operator() == BinaryOperator.EQUAL;
        var mayFail = left.mayFail() || right.mayFail();
        if (areSame(left, right)) {
            return Reduced.of(rest, truth(wanted), mayFail);
        }
        if (excludes(left.value(), right.value())) {
            return Reduced.of(rest, truth(!wanted), mayFail);
        }
        return new Open(rest, Kind.BOOL.known(), mayFail);
    }

    private static boolean areSame(Reduced left, Reduced right) {
        if (left.value() instanceof Exactly(var a) && right.value() instanceof Exactly(var b)) {
            return a.equals(b);
        }
        var place = Path.of(left.expr());
        return place != null && place.equals(Path.of(right.expr()));
    }

    private boolean excludes(Knowledge left, Knowledge right) {
        return left.excludes(right)
                || left instanceof Exactly(EntityUid uid) && right instanceof SomeEntity entity && excludes(uid, entity)
                || right instanceof Exactly(EntityUid other) && left instanceof SomeEntity some && excludes(other,
                        some);
    }

    /// Whether the groups `entity` is in show that it is not `uid`.
    private boolean excludes(EntityUid uid, SomeEntity entity) {
        return entity.groups().known().entrySet().stream().anyMatch(known -> {
            var actual = membership(new Exactly(uid), known.getKey());
            return actual != Membership.UNKNOWN && known.getValue() != Membership.UNKNOWN && actual != known.getValue();
        });
    }
}
