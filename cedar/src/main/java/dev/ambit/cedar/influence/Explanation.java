package dev.ambit.cedar.influence;

import dev.ambit.cedar.influence.Rulebook.Rule;
import dev.ambit.cedar.influence.Witness.Certainty;
import dev.ambit.cedar.influence.Witness.Outcome;
import dev.ambit.cedar.influence.Witness.Step;
import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntBinaryOperator;

/// Says why a policy turns: from its conditions inwards, at each operator the operand that turns it.
final class Explanation {
    private final Rule rule;
    private final Case state;
    private final Translation translation;
    private final List<Step> steps = new ArrayList<>();

    private Explanation(Rule rule, Case state, Translation translation) {
        this.rule = rule;
        this.state = state;
        this.translation = translation;
    }

    /// @param turns the transitions of the policy that are to be explained, at least one of which is possible
    static Witness of(
            Rule rule,
            int turns,
            Case state,
            Rulebook book,
            Certainty certainty,
            String moved) {
        var explanation = new Explanation(rule, state, book.translation());
        var transition = Integer.numberOfTrailingZeros(rule.transitions(state) & turns);
        explanation.conditions(1 << transition);
        var steps = explanation.steps;
        var span = steps.isEmpty() ? rule.policy().span() : steps.getLast().span();
        var before = before(transition);
        var after = after(transition);
        var reason = reason(rule.policy(), before, after, steps, certainty, moved);
        return new Witness(rule.policy(), span, certainty, before, after, steps, Set.of(book.environment().principal()),
                reason, Optional.empty());
    }

    @SuppressWarnings("EnumOrdinal") // a transition is a pair of these by number
    private static Outcome before(int transition) {
        return Outcome.values()[Transitions.before(transition)];
    }

    @SuppressWarnings("EnumOrdinal") // as above
    private static Outcome after(int transition) {
        return Outcome.values()[Transitions.after(transition)];
    }

    /// Finds the condition that makes the policy come out by `wanted`, a set of one transition.
    private void conditions(int wanted) {
        var clauses = rule.clauses();
        var conditions = rule.policy().conditions();
        var scope = rule.scope().size();
        var rest = wanted;
        for (var i = 0; i < clauses.size(); i++) {
            var later = all(clauses.subList(i + 1, clauses.size()));
            var pair = split(state.transitions(clauses.get(i)), later, rest, Transitions::and);
            if (i >= scope && turns(pair.left)) {
                condition(conditions.get(i - scope), pair.left);
                return;
            }
            rest = pair.right;
        }
    }

    private int all(List<Term> clauses) {
        var all = Transitions.ALWAYS;
        for (var clause : clauses) {
            all = Transitions.and(all, state.transitions(clause));
        }
        return all;
    }

    private void condition(Policy.Condition condition, int wanted) {
        switch (condition.kind()) {
            case WHEN -> explain(condition.body(), wanted);
            case UNLESS -> explain(condition.body(), Transitions.not(wanted));
        }
    }

    private static boolean turns(int single) {
        return (single & Transitions.STEADY) == 0;
    }

    private void explain(Expr expr, int wanted) {
        var transition = Integer.numberOfTrailingZeros(wanted);
        steps.add(new Step(expr.span(), text(expr), before(transition), after(transition)));
        switch (expr) {
            case Expr.Unary(var operator, var operand, _) when operator == Expr.UnaryOperator.NOT -> explain(operand,
                    Transitions.not(wanted));
            case Expr.Binary(var operator, var left, var right, _) when operator == Expr.BinaryOperator.AND -> sides(
                    left, right, wanted, Transitions::and);
            case Expr.Binary(var operator, var left, var right, _) when operator == Expr.BinaryOperator.OR -> sides(
                    left, right, wanted, Transitions::or);
            case Expr.If choice -> choice(choice, wanted);
            default -> {}
        }
    }

    private void sides(Expr left, Expr right, int wanted, IntBinaryOperator operator) {
        var pair = split(transitions(left), transitions(right), wanted, operator);
        if (turns(pair.left)) {
            explain(left, pair.left);
        } else if (turns(pair.right)) {
            explain(right, pair.right);
        }
    }

    private void choice(Expr.If choice, int wanted) {
        var then = transitions(choice.then());
        var otherwise = transitions(choice.otherwise());
        for (var condition : steadyFirst(transitions(choice.condition()))) {
            if ((Transitions.choose(condition, then, otherwise) & wanted) != 0) {
                var isTrue = condition == Transitions.ALWAYS;
                if (turns(condition)) {
                    explain(choice.condition(), condition);
                } else {
                    explain(isTrue ? choice.then() : choice.otherwise(), wanted);
                }
                return;
            }
        }
    }

    private int transitions(Expr expr) {
        return state.transitions(translation.of(expr));
    }

    /// A transition of each operand.
    private record Pair(int left, int right) {}

    /// Transitions of two operands that together make `wanted`; the left one does not turn, if that can be.
    private static Pair split(int left, int right, int wanted, IntBinaryOperator operator) {
        for (var l : steadyFirst(left)) {
            for (var r : steadyFirst(right)) {
                if (operator.applyAsInt(l, r) == wanted) {
                    return new Pair(l, r);
                }
            }
        }
        throw new IllegalStateException("a transition is the image of none");
    }

    private static List<Integer> steadyFirst(int transitions) {
        var all = new ArrayList<Integer>();
        for (var rest = transitions & Transitions.STEADY; rest != 0; rest &= rest - 1) {
            all.add(Integer.lowestOneBit(rest));
        }
        for (var rest = transitions & ~Transitions.STEADY; rest != 0; rest &= rest - 1) {
            all.add(Integer.lowestOneBit(rest));
        }
        return all;
    }

    private String text(Expr expr) {
        var text = rule.policy().source().slice(expr.span()).replaceAll("\\s+", " ").strip();
        return text.isEmpty() ? "a condition" : text;
    }

    private static String reason(
            Policy policy, Outcome before, Outcome after, List<Step> steps, Certainty certainty, String moved) {
        var effect = policy.effect().word();
        var turn = after == Outcome.TRUE ? "begins to apply" : "no longer applies";
        var why = steps.isEmpty() ? "" : ": " + steps.getLast();
        var bound = certainty == Certainty.UNSETTLED ? ". Whether that can turn an answer was not settled" : "";
        return "%s `%s` %s when %s%s%s%s".formatted(effect, policy.id(), turn, moved, why, error(effect, before, after,
                steps), bound);
    }

    private static String error(String effect, Outcome before, Outcome after, List<Step> steps) {
        if (before != Outcome.ERROR && after != Outcome.ERROR) {
            return "";
        }
        var isInStep = !steps.isEmpty()
                && steps.getLast().before() != Outcome.ERROR
                && steps.getLast().after() != Outcome.ERROR;
        var when = before == Outcome.ERROR ? "before" : "then";
        return (isInStep ? ", and another condition fails %s".formatted(when) : "")
                + "; a %s that fails to evaluate does not count".formatted(effect);
    }
}
