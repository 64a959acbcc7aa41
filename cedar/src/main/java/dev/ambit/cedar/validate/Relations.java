package dev.ambit.cedar.validate;

import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Expr.BinaryOperator;
import dev.ambit.cedar.validate.Inferred.Bool;
import dev.ambit.cedar.validate.Inferred.Plain;
import dev.ambit.cedar.validate.Inferred.SetOf;
import dev.ambit.cedar.value.EntityUid;
import java.util.Optional;

/// Types what compares: `==`, `<`, `in`, `is`, `like`, and the searches in sets.
final class Relations {
    private final Inference inference;
    private final Setting setting;

    Relations(Inference inference, Setting setting) {
        this.inference = inference;
        this.setting = setting;
    }

    Answer equal(Expr.Binary e, Guards guards) {
        var left = inference.infer(e.left(), guards).type();
        var right = inference.infer(e.right(), guards).type();
        var truth = equal(e, left, right);
        return Answer.of(e.operator() == BinaryOperator.EQUAL ? truth : truth.negated());
    }

    /// Entities of different types are never equal; two literals are compared outright, whatever their types.
    private Bool equal(Expr.Binary e, Inferred left, Inferred right) {
        if (Join.isEntity(left) && Join.isEntity(right) && !left.equals(right)) {
            return Bool.FALSE;
        }
        var action = setting.environment().action();
        var outright = Literals.of(e.left(), action)
                .flatMap(one -> Literals.of(e.right(), action).map(other -> Bool.of(one.equals(other))));
        return outright.orElseGet(() -> comparable(e, left, right));
    }

    private Bool comparable(Expr.Binary e, Inferred left, Inferred right) {
        if (Join.of(left, right).isEmpty()) {
            setting.report(setting.wording().incomparable(e, left, right));
        }
        return Bool.ANY;
    }

    /// The two sides have to be of one type that has an order.
    Answer order(Expr.Binary e, Guards guards) {
        var left = inference.infer(e.left(), guards);
        var right = inference.infer(e.right(), guards);
        var leads = Need.ORDERED.takes().test(left.type());
        var follows = Need.ORDERED.takes().test(right.type());
        if (leads && follows) {
            comparable(e, left.type(), right.type());
        } else {
            var word = Operators.word(e.operator());
            inference.fit(left, e.left(), follows ? like(right.type()) : Need.ORDERED, word);
            inference.fit(right, e.right(), leads ? like(left.type()) : Need.ORDERED, word);
        }
        return Answer.BOOL;
    }

    private static Need like(Inferred other) {
        return new Need("`" + other + "`, like its other side", other::equals, Need.ORDERED.advice());
    }

    Answer contains(Expr.Binary e, Guards guards) {
        var word = Operators.word(e.operator());
        var set = inference.fit(inference.infer(e.left(), guards), e.left(), Need.SEARCHED, word).type();
        var sought = inference.infer(e.right(), guards).type();
        return Answer.of(set instanceof SetOf(var element) ? comparable(e, element, sought) : Bool.ANY);
    }

    Answer containsSet(Expr.Binary e, Guards guards) {
        var word = Operators.word(e.operator());
        var set = inference.fit(inference.infer(e.left(), guards), e.left(), Need.SEARCHED, word).type();
        var sought = inference.fit(inference.infer(e.right(), guards), e.right(), Need.SOUGHT, word).type();
        return Answer.of(comparable(e, set, sought));
    }

    Answer like(Expr.Like e, Guards guards) {
        inference.fit(inference.infer(e.of(), guards), e.of(), Need.MATCHED, "`like`");
        return Answer.BOOL;
    }

    Answer is(Expr.Is e, Guards guards) {
        var of = inference.fit(inference.infer(e.of(), guards), e.of(), Need.TYPED, "`is`");
        return Answer.of(is(of.type(), e.type()));
    }

    private Bool is(Inferred of, String type) {
        var meant = setting.vocabulary().meant(type);
        return meant.isPresent() && of instanceof Plain(Type.Entity(var name))
                ? Bool.of(name.equals(meant.get()))
                : Bool.ANY;
    }

    /// `x is T in g` is `x is T && x in g`: the group is looked at only where the type fits.
    Answer isIn(Expr.IsIn e, Guards guards) {
        var of = inference.fit(inference.infer(e.of(), guards), e.of(), Need.TYPED, "`is`").type();
        if (is(of, e.type()) == Bool.FALSE) {
            return Answer.of(Bool.FALSE);
        }
        var group = inference.fit(inference.infer(e.group(), guards), e.group(), Need.GROUP, "`in`").type();
        return Answer.of(in(e.of(), of, e.group(), group));
    }

    Answer in(Expr.Binary e, Guards guards) {
        var member = inference.fit(inference.infer(e.left(), guards), e.left(), Need.MEMBER, "`in`").type();
        var group = inference.fit(inference.infer(e.right(), guards), e.right(), Need.GROUP, "`in`").type();
        return Answer.of(in(e.left(), member, e.right(), group));
    }

    /// Whether an action is in actions that are written out is known from the schema; otherwise the types have to fit.
    private Bool in(Expr member, Inferred memberType, Expr group, Inferred groupType) {
        var action = setting.environment().action();
        var groups = Literals.entities(group, action);
        if (groups.isPresent() && Literals.of(member, action).orElse(null) instanceof EntityUid uid && uid.isAction()) {
            return Bool.of(groups.get().stream().anyMatch(other -> setting.vocabulary().isIn(uid, other)));
        }
        var one = entityType(memberType);
        var other = entityType(groupType);
        return one.isPresent() && other.isPresent() && !setting.vocabulary().mayBeIn(one.get(), other.get())
                ? Bool.FALSE
                : Bool.ANY;
    }

    /// The type of an entity, or of the entities in a set.
    private static Optional<String> entityType(Inferred type) {
        return switch (type) {
            case Plain(Type.Entity(var name)) -> Optional.of(name);
            case SetOf(Plain(Type.Entity(var name))) -> Optional.of(name);
            default -> Optional.empty();
        };
    }
}
