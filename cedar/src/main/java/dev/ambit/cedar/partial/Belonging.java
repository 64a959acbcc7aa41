package dev.ambit.cedar.partial;

import dev.ambit.cedar.partial.Knowledge.Exactly;
import dev.ambit.cedar.partial.Knowledge.SomeEntity;
import dev.ambit.cedar.partial.Reduced.Done;
import dev.ambit.cedar.partial.Reduced.Fails;
import dev.ambit.cedar.partial.Reduced.Open;
import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Expr.BinaryOperator;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.EntityUid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Partial evaluation of what asks who somebody is and where they belong: `is`, `in`, `==` and `!=`.
final class Belonging {
    private final Environment environment;
    private final Reducer reducer;

    Belonging(Environment environment, Reducer reducer) {
        this.environment = environment;
        this.reducer = reducer;
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
            var rest = new Expr.IsIn(of.expr(), at.type(), at.group(), at.span());
            return Reduced.of(rest, ofType.value(), ofType.mayFail());
        }
        var typed = Reduced.of(of.expr(), of.value().and(SomeEntity.ofType(at.type())), ofType.mayFail());
        var group = reducer.reduce(at.group(), assumed);
        var in = in(new Expr.Binary(BinaryOperator.IN, at.of(), at.group(), at.span()), typed, group);
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
        var isNarrower = right instanceof Done && open.size() < groups.size() && open.size() <= Literals.MOST_VALUES;
        return new Open(isNarrower ? narrowed(rest, open) : rest, Kind.BOOL.known(), mayFail);
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
