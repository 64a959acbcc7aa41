package dev.ambit.cedar.partial;

import dev.ambit.cedar.partial.Knowledge.Exactly;
import dev.ambit.cedar.partial.Knowledge.SomeEntity;
import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Expr.BinaryOperator;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.StringValue;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What holds wherever an expression is evaluated at all, because of what was evaluated before it: behind
/// `context has risk &&` the attribute is there, behind `principal == User::"a" &&` the principal is known.
/// Immutable. Learning less than could be learnt is always safe, and what is learnt is bounded.
final class Assumptions {
    static final Assumptions NONE = new Assumptions(Map.of());

    /// Most places something is remembered of.
    private static final int MOST_PLACES = 256;

    private final Map<Path, Lookup> known;

    private Assumptions(Map<Path, Lookup> known) {
        this.known = known;
    }

    Knowledge about(Expr place, Knowledge value) {
        var path = known.isEmpty() ? null : Path.of(place);
        var assumed = path == null ? null : known.get(path);
        return assumed == null ? value : value.and(assumed.ifThere());
    }

    /// @param isTag whether a tag of `of` is looked for, rather than an attribute
    Lookup about(Expr of, String name, boolean isTag, Lookup lookup) {
        var holder = known.isEmpty() ? null : Path.of(of);
        var place = holder == null ? null : holder.then(name, isTag);
        var assumed = place == null ? null : known.get(place);
        return assumed == null ? lookup : lookup.and(assumed);
    }

    /// These assumptions, and that `expr` was evaluated and came to `truth`.
    Assumptions and(Expr expr, boolean truth) {
        if (known.size() >= MOST_PLACES) {
            return this;
        }
        var learner = new Learner();
        learner.holds(expr, truth);
        if (learner.learnt.isEmpty()) {
            return this;
        }
        var both = new HashMap<>(known);
        learner.learnt.forEach((place, lookup) -> both.merge(place, lookup, Lookup::and));
        return new Assumptions(both);
    }

    /// Looks at one expression and notes what follows from its having been evaluated.
    private static final class Learner {
        /// Most expressions looked at. Bounds the depth of recursion too.
        private static final int MOST_LOOKS = 200;

        private final Map<Path, Lookup> learnt = new HashMap<>();
        private int looks;

        void holds(Expr expr, boolean truth) {
            if (++looks > MOST_LOOKS) {
                return;
            }
            switch (expr) {
                case Expr.Unary(var operator, var operand, _) when operator == Expr.UnaryOperator.NOT -> holds(operand,
                        !truth);
                case Expr.Binary binary -> holds(binary, truth);
                case Expr.Has has -> holds(has, truth);
                case Expr.Is(var of, var type, _) when truth -> hasValue(of, SomeEntity.ofType(type));
                case Expr.IsIn(var of, var type, var group, _) when truth -> hasValue(of, in(SomeEntity.ofType(type),
                        group));
                case Expr.Attribute attribute -> hasValue(attribute, new Exactly(BoolValue.of(truth)));
                default -> hasValue(expr, Kind.BOOL.known());
            }
        }

        private void holds(Expr.Binary at, boolean truth) {
            switch (at.operator()) {
                case AND, OR -> {
                    var both = truth == (at.operator() == BinaryOperator.AND);
                    if (both) {
                        holds(at.left(), truth);
                        holds(at.right(), truth);
                    } else {
                        hasValue(at.left(), Kind.BOOL.known());
                    }
                }
                case EQUAL, NOT_EQUAL -> {
                    var equal = truth == (at.operator() == BinaryOperator.EQUAL);
                    hasValue(at.left(), equal ? literal(at.right()) : Knowledge.Nothing.NOTHING);
                    hasValue(at.right(), equal ? literal(at.left()) : Knowledge.Nothing.NOTHING);
                }
                case IN -> {
                    hasValue(at.left(), truth ? in(SomeEntity.ANY, at.right()) : SomeEntity.ANY);
                    hasValue(at.right(), Knowledge.Nothing.NOTHING);
                }
                case HAS_TAG -> {
                    hasValue(at.left(), SomeEntity.ANY);
                    hasValue(at.right(), Kind.STRING.known());
                    if (at.right() instanceof Expr.Literal(StringValue(var name), _)) {
                        isThere(Path.of(at.left()), name, true, truth);
                    }
                }
                case GET_TAG -> hasValue(at, new Exactly(BoolValue.of(truth)));
                case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, ADD, SUBTRACT, MULTIPLY, CONTAINS, CONTAINS_ALL,
                        CONTAINS_ANY -> hasValue(at, Kind.BOOL.known());
            }
        }

        private void holds(Expr.Has at, boolean truth) {
            hasValue(at.of(), Knowledge.Nothing.NOTHING);
            var place = Path.of(at.of());
            if (truth) {
                for (var name : at.path()) {
                    place = isThere(place, name, false, true);
                }
            } else if (at.path().size() == 1) {
                isThere(place, at.path().getFirst(), false, false);
            }
        }

        private @Nullable Path isThere(@Nullable Path of, String name, boolean isTag, boolean truth) {
            var place = of == null ? null : of.then(name, isTag);
            if (place != null) {
                learn(place, truth ? new Lookup.Found(Knowledge.Nothing.NOTHING) : Lookup.Missing.ABSENT);
            }
            return place;
        }

        private static Knowledge literal(Expr expr) {
            return expr instanceof Expr.Literal(var value, _) ? new Exactly(value) : Knowledge.Nothing.NOTHING;
        }

        private static SomeEntity in(SomeEntity entity, Expr group) {
            return group instanceof Expr.Literal(EntityUid uid, _) ? entity.in(uid) : entity;
        }

        /// `expr` was evaluated and did not fail, and this is known of what it came to.
        private void hasValue(Expr expr, Knowledge value) {
            if (++looks > MOST_LOOKS) {
                return;
            }
            var place = Path.of(expr);
            if (place != null) {
                learn(place, new Lookup.Found(value));
            }
            operands(expr);
        }

        private void learn(Path place, Lookup lookup) {
            learnt.merge(place, lookup, Lookup::and);
        }

        /// Those operands were evaluated too that always are.
        private void operands(Expr expr) {
            switch (expr) {
                case Expr.Literal _,Expr.Variable _ -> {}
                case Expr.Unary(var operator, var operand, _) -> hasValue(operand, Signature.of(operator).operand(0));
                case Expr.Binary binary -> operands(binary);
                case Expr.If choice -> hasValue(choice.condition(), Kind.BOOL.known());
                case Expr.Attribute attribute -> hasValue(attribute.of(), Knowledge.Nothing.NOTHING);
                case Expr.Has has -> hasValue(has.of(), Knowledge.Nothing.NOTHING);
                case Expr.Like like -> hasValue(like.of(), Kind.STRING.known());
                case Expr.Is is -> hasValue(is.of(), SomeEntity.ANY);
                case Expr.IsIn isIn -> hasValue(isIn.of(), SomeEntity.ANY);
                case Expr.SetOf set -> all(set.members());
                case Expr.RecordOf record -> all(record.attributes().values());
                case Expr.Call call -> arguments(call);
            }
        }

        private void all(Iterable<Expr> members) {
            for (var member : members) {
                if (looks > MOST_LOOKS) {
                    return;
                }
                hasValue(member, Knowledge.Nothing.NOTHING);
            }
        }

        private void operands(Expr.Binary at) {
            switch (at.operator()) {
                case AND, OR -> hasValue(at.left(), Kind.BOOL.known());
                case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> {
                    hasValue(at.left(), Knowledge.Nothing.NOTHING);
                    hasValue(at.right(), Knowledge.Nothing.NOTHING);
                }
                case IN -> {
                    hasValue(at.left(), SomeEntity.ANY);
                    hasValue(at.right(), Knowledge.Nothing.NOTHING);
                }
                case ADD, SUBTRACT, MULTIPLY, CONTAINS, CONTAINS_ALL, CONTAINS_ANY, HAS_TAG, GET_TAG -> {
                    hasValue(at.left(), Signature.of(at.operator()).operand(0));
                    hasValue(at.right(), Signature.of(at.operator()).operand(1));
                }
            }
        }

        private void arguments(Expr.Call at) {
            for (var i = 0; i < at.arguments().size(); i++) {
                hasValue(at.arguments().get(i), Signature.of(at.function()).operand(i));
            }
        }
    }
}
