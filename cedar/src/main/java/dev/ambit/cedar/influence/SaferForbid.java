package dev.ambit.cedar.influence;

import dev.ambit.cedar.engine.InputPath;
import dev.ambit.cedar.engine.InputPath.Attribute;
import dev.ambit.cedar.engine.InputPath.Step;
import dev.ambit.cedar.engine.InputPath.Tag;
import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Expr.BinaryOperator;
import dev.ambit.cedar.syntax.Expr.UnaryOperator;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.syntax.Policy.Condition;
import dev.ambit.cedar.syntax.PolicyPrinter;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.value.StringValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Rewrites a forbid so that it does not depend on an input being there: what it asks of the input moves into an `unless`
/// behind a `has`.
///
/// `when { a && context has s && context.s > 3 }` becomes `when { a } unless { context has s && context.s <= 3 }`. Where
/// the input is there, the two are satisfied by the same requests; where it is not, the second forbids.
final class SaferForbid {
    private final InputPath input;
    private final List<Condition> kept = new ArrayList<>();
    private final List<Expr> moved = new ArrayList<>();

    private SaferForbid(InputPath input) {
        this.input = input;
    }

    /// The rewritten policy; empty where it does not ask anything of the input but to be there.
    static Optional<Policy> of(Policy policy, InputPath input) {
        var safer = new SaferForbid(input);
        policy.conditions().forEach(safer::add);
        return safer.moved.isEmpty() || input.steps().stream().limit(input.steps().size() - 1).anyMatch(
                Tag.class::isInstance)
                        ? Optional.empty()
                        : Optional.of(safer.policy(policy));
    }

    /// The conditions of `policy` as they are written.
    static String conditions(Policy policy) {
        return policy.conditions().stream()
                .map(condition -> "%s { %s }".formatted(condition.kind().word(), PolicyPrinter.print(condition.body())))
                .collect(Collectors.joining(" "));
    }

    private Policy policy(Policy policy) {
        var opposite = moved.stream()
                .map(SaferForbid::negated)
                .reduce((left, right) -> binary(BinaryOperator.OR, left, right))
                .orElseThrow();
        var exception = conjuncts(opposite).stream()
                .reduce(guard(), (left, right) -> binary(BinaryOperator.AND, left, right));
        kept.add(new Condition(Condition.Kind.UNLESS, exception));
        return new Policy(policy.id(), policy.effect(), policy.annotations(), policy.principal(), policy.action(),
                policy
                        .resource(), kept, policy.source(), policy.span());
    }

    private void add(Condition condition) {
        switch (condition.kind()) {
            case WHEN -> addWhen(condition.body());
            case UNLESS -> {
                if (mentions(condition.body())) {
                    moved.add(negated(condition.body()));
                } else {
                    kept.add(condition);
                }
            }
        }
    }

    private void addWhen(Expr body) {
        var rest = new ArrayList<Expr>();
        for (var part : conjuncts(body)) {
            if (!mentions(part)) {
                rest.add(part);
            } else if (!isGuard(part)) {
                moved.add(part);
            }
        }
        rest.stream()
                .reduce((left, right) -> binary(BinaryOperator.AND, left, right))
                .ifPresent(all -> kept.add(new Condition(Condition.Kind.WHEN, all)));
    }

    private static List<Expr> conjuncts(Expr expr) {
        var parts = new ArrayList<Expr>();
        var at = expr;
        // `&&` leans to the left: the last conjunct is the right operand of the topmost operator.
        while (at instanceof Expr.Binary(var operator, var left, var right, _) && operator == BinaryOperator.AND) {
            parts.addAll(0, conjuncts(right));
            at = left;
        }
        parts.addFirst(at);
        return parts;
    }

    /// Whether `expr` asks for nothing but the input's presence.
    private boolean isGuard(Expr expr) {
        return steps(expr).filter(input.steps()::equals).isPresent() && !(expr instanceof Expr.Attribute);
    }

    /// Whether `expr` asks for the input, or for something below it.
    private boolean mentions(Expr expr) {
        return steps(expr).filter(this::isAtInput).isPresent()
                || expr.children().stream().anyMatch(this::mentions);
    }

    private boolean isAtInput(List<Step> steps) {
        var length = input.steps().size();
        return steps.size() >= length && steps.subList(0, length).equals(input.steps());
    }

    /// The way from the input's root to what `expr` reads or asks for the presence of; empty where it does neither.
    private Optional<List<Step>> steps(Expr expr) {
        return switch (expr) {
            case Expr.Variable(var root, _) when root == input.root() -> Optional.of(List.of());
            case Expr.Attribute(var of, var name, _) -> steps(of, List.of(new Attribute(name)));
            case Expr.Has(var of, var path, _) -> steps(of, path.stream().<Step>map(Attribute::new).toList());
            case Expr.Binary(var operator, var of, Expr.Literal(StringValue(var name), _), _) when operator == BinaryOperator.GET_TAG
                    || operator == BinaryOperator.HAS_TAG -> steps(of, List.of(
                            new Tag(name)));
            default -> Optional.empty();
        };
    }

    private Optional<List<Step>> steps(Expr of, List<Step> more) {
        return steps(of).map(steps -> {
            var longer = new ArrayList<>(steps);
            longer.addAll(more);
            return longer;
        });
    }

    /// Whether the input is there, as an expression that does not fail for want of what holds it.
    private Expr guard() {
        var names = input.steps().stream().filter(Attribute.class::isInstance).map(Step::name).toList();
        Expr root = new Expr.Variable(input.root(), Span.NONE);
        return input.steps().getLast() instanceof Tag(var name)
                ? tagGuard(root, names, name)
                : new Expr.Has(root, names, Span.NONE);
    }

    private static Expr tagGuard(Expr root, List<String> names, String tag) {
        var entity = root;
        for (var name : names) {
            entity = new Expr.Attribute(entity, name, Span.NONE);
        }
        var hasTag = binary(BinaryOperator.HAS_TAG, entity, new Expr.Literal(StringValue.of(tag), Span.NONE));
        return names.isEmpty() ? hasTag : binary(BinaryOperator.AND, new Expr.Has(root, names, Span.NONE), hasTag);
    }

    /// What is true where `expr` is false, false where it is true, and fails where it fails.
    private static Expr negated(Expr expr) {
        return switch (expr) {
            case Expr.Unary(var operator, var operand, _) when operator == UnaryOperator.NOT -> operand;
            case Expr.Binary(var operator, var left, var right, _) -> negated(expr, operator, left, right);
            default -> not(expr);
        };
    }

    private static Expr negated(Expr expr, BinaryOperator operator, Expr left, Expr right) {
        return switch (operator) {
            case AND -> binary(BinaryOperator.OR, negated(left), negated(right));
            case OR -> binary(BinaryOperator.AND, negated(left), negated(right));
            case EQUAL -> binary(BinaryOperator.NOT_EQUAL, left, right);
            case NOT_EQUAL -> binary(BinaryOperator.EQUAL, left, right);
            case LESS -> binary(BinaryOperator.GREATER_OR_EQUAL, left, right);
            case LESS_OR_EQUAL -> binary(BinaryOperator.GREATER, left, right);
            case GREATER -> binary(BinaryOperator.LESS_OR_EQUAL, left, right);
            case GREATER_OR_EQUAL -> binary(BinaryOperator.LESS, left, right);
            default -> not(expr);
        };
    }

    private static Expr not(Expr expr) {
        return new Expr.Unary(UnaryOperator.NOT, expr, Span.NONE);
    }

    private static Expr binary(BinaryOperator operator, Expr left, Expr right) {
        return new Expr.Binary(operator, left, right, Span.NONE);
    }
}
