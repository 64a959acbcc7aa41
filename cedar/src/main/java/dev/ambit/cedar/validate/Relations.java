package dev.ambit.cedar.validate;

import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.validate.Inferred.Bool;
import dev.ambit.cedar.validate.Inferred.Plain;
import dev.ambit.cedar.validate.Inferred.SetOf;
import dev.ambit.cedar.validate.Inferred.Unknown;
import dev.ambit.cedar.value.EntityUid;
import java.util.Optional;

/// Types what compares: `==`, `<`, `in`, `is`, and the searches in sets.
final class Relations {
    private final Inference inference;
    private final Setting setting;

    Relations(Inference inference, Setting setting) {
        this.inference = inference;
        this.setting = setting;
    }

    /// Two literals are compared outright, whatever their types; entities of different types are never equal.
    Bool equal(Expr.Binary e, Guards guards) {
        var left = inference.infer(e.left(), guards).type();
        var right = inference.infer(e.right(), guards).type();
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
    Bool order(Expr.Binary e, Guards guards) {
        var need = Need.ordered(Operators.word(e.operator()));
        var left = inference.infer(e.left(), guards).type();
        var right = inference.infer(e.right(), guards).type();
        var leads = need.takes().test(left);
        var follows = need.takes().test(right);
        if (leads && follows) {
            return comparable(e, left, right);
        }
        demand(e.left(), left, follows ? alike(right, need) : need);
        demand(e.right(), right, leads ? alike(left, need) : need);
        return Bool.ANY;
    }

    private static Need alike(Inferred type, Need need) {
        return new Need(need.by(), "`%s` here".formatted(type), type::equals, need.advice());
    }

    private void demand(Expr e, Inferred type, Need need) {
        if (!(type instanceof Unknown) && !need.takes().test(type)) {
            setting.report(setting.wording().wrongType(e, type, need));
        }
    }

    Bool contains(Expr.Binary e, Guards guards) {
        var set = inference.expect(e.left(), Need.searched(Operators.word(e.operator())), guards).type();
        var sought = inference.infer(e.right(), guards).type();
        return set instanceof SetOf(var element) ? comparable(e, element, sought) : Bool.ANY;
    }

    Bool containsSet(Expr.Binary e, Guards guards) {
        var word = Operators.word(e.operator());
        var set = inference.expect(e.left(), Need.searched(word), guards).type();
        var sought = inference.expect(e.right(), Need.sought(word), guards).type();
        return comparable(e, set, sought);
    }

    Bool is(Expr of, String type, Guards guards) {
        var actual = inference.expect(of, Need.typed(), guards).type();
        return actual instanceof Plain(Type.Entity(var name))
                ? Bool.of(name.equals(setting.vocabulary().meant(type).orElse(type)))
                : Bool.ANY;
    }

    /// `x is T in g` is `x is T && x in g`: the group is looked at only where the type fits.
    Bool isIn(Expr.IsIn e, Guards guards) {
        return is(e.of(), e.type(), guards) == Bool.FALSE ? Bool.FALSE : in(e.of(), e.group(), guards);
    }

    /// Whether an action is in actions that are written out is known from the schema; otherwise the types have to fit.
    Bool in(Expr member, Expr group, Guards guards) {
        var left = inference.expect(member, Need.member(), guards).type();
        var right = inference.expect(group, Need.group(), guards).type();
        var action = setting.environment().action();
        var one = Literals.of(member, action).filter(EntityUid.class::isInstance).map(EntityUid.class::cast);
        var groups = Literals.entities(group, action);
        if (one.isPresent() && groups.isPresent() && Vocabulary.isActionType(one.get().type())) {
            return Bool.of(groups.get().stream().anyMatch(uid -> setting.vocabulary().isIn(one.get(), uid)));
        }
        return type(left).isPresent() && type(right).isPresent()
                && !setting.vocabulary().mayBeIn(type(left).get(), type(right).get())
                        ? Bool.FALSE
                        : Bool.ANY;
    }

    /// The type of an entity, or of the entities in a set.
    private static Optional<String> type(Inferred type) {
        return switch (type) {
            case Plain(Type.Entity(var name)) -> Optional.of(name);
            case SetOf(Plain(Type.Entity(var name))) -> Optional.of(name);
            default -> Optional.empty();
        };
    }
}
