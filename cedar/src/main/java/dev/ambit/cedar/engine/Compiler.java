package dev.ambit.cedar.engine;

import dev.ambit.cedar.engine.Arithmetic.Operation;
import dev.ambit.cedar.engine.Arithmetic.Order;
import dev.ambit.cedar.engine.Inputs.Slot;
import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Expr.BinaryOperator;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.SetValue;
import dev.ambit.cedar.value.StringValue;
import dev.ambit.cedar.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Turns an expression into the [Node]s that evaluate it, each chosen for what its operands are known to be.
/// What depends on no input is worked out here; what would fail is left to fail when it is evaluated.
final class Compiler {
    private final Inputs inputs;
    /// Knows no input; only for working out constants.
    private final Evaluation nothing;
    private int inputsSeen;

    Compiler(Inputs inputs, Evaluation nothing) {
        this.inputs = inputs;
        this.nothing = nothing;
    }

    Node compile(Expr expr) {
        var before = inputsSeen;
        return folded(translate(expr), before);
    }

    private Node translate(Expr expr) {
        return switch (expr) {
            case Expr.Literal(var value, var span) -> new Node.Constant(value, span);
            case Expr.Variable(var root, var span) -> reading(new Access.Input(inputs.root(root), span));
            case Expr.Unary unary -> compile(unary);
            case Expr.Binary binary -> compile(binary);
            case Expr.If(var condition, var then, var otherwise, var span) ->
                new Logic.If(compile(condition), compile(then), compile(otherwise), span);
            case Expr.Attribute attribute -> compile(attribute);
            case Expr.Has has -> compile(has);
            case Expr.Like(var of, var pattern, var span) -> new Like(compile(of), pattern, span);
            case Expr.Is(var of, var type, var span) -> new Membership.Is(compile(of), type, span);
            case Expr.IsIn(var of, var type, var group, var span) -> new Logic.And(
                    List.of(new Membership.Is(compile(of), type, span), in(compile(of), compile(group), span)), span);
            case Expr.SetOf(var members, var span) -> new Sets.SetOf(members.stream().map(this::compile).toList(),
                    span);
            case Expr.RecordOf(var attributes, var span) -> {
                var compiled = new LinkedHashMap<String, Node>();
                attributes.forEach((name, value) -> compiled.put(name, compile(value)));
                yield new Sets.RecordOf(compiled, span);
            }
            case Expr.Call(var function, var arguments, var span) ->
                Extensions.call(function, arguments.stream().map(this::compile).toList(), span);
        };
    }

    /// The slot of the input that `expr` reads, if its path is known.
    Optional<Slot> slot(Expr expr) {
        return switch (expr) {
            case Expr.Variable(var root, _) -> Optional.of(inputs.root(root));
            case Expr.Attribute(var of, var name, _) -> slot(of).map(parent -> inputs.child(parent, name, false));
            case Expr.Binary(var operator, var of, Expr.Literal(StringValue(var tag), _), _) when operator == BinaryOperator.GET_TAG ->
                slot(of).map(parent -> inputs.child(parent, tag, true));
            default -> Optional.empty();
        };
    }

    private static void flatten(BinaryOperator chain, Expr expr, List<Expr> into) {
        if (expr instanceof Expr.Binary(var operator, var left, var right, _) && operator == chain) {
            flatten(chain, left, into);
            flatten(chain, right, into);
        } else {
            into.add(expr);
        }
    }

    private List<Node> chain(BinaryOperator chain, Expr expr) {
        var operands = new ArrayList<Expr>();
        flatten(chain, expr, operands);
        return operands.stream().map(this::compile).toList();
    }

    private Node compile(Expr.Unary unary) {
        var operand = compile(unary.operand());
        return switch (unary.operator()) {
            case NOT -> new Logic.Not(operand, unary.span());
            case NEGATE -> new Arithmetic.Negate(operand, unary.span());
            case IS_EMPTY -> new Sets.IsEmpty(operand, unary.span());
        };
    }

    private Node compile(Expr.Binary binary) {
        var span = binary.span();
        return switch (binary.operator()) {
            case AND -> new Logic.And(chain(BinaryOperator.AND, binary), span);
            case OR -> new Logic.Or(chain(BinaryOperator.OR, binary), span);
            case EQUAL -> equal(binary);
            case NOT_EQUAL -> new Logic.Not(equal(binary), span);
            case LESS -> compare(Order.LESS, binary);
            case LESS_OR_EQUAL -> compare(Order.LESS_OR_EQUAL, binary);
            case GREATER -> compare(Order.GREATER, binary);
            case GREATER_OR_EQUAL -> compare(Order.GREATER_OR_EQUAL, binary);
            case IN -> in(compile(binary.left()), compile(binary.right()), span);
            case ADD -> arithmetic(Operation.ADD, binary);
            case SUBTRACT -> arithmetic(Operation.SUBTRACT, binary);
            case MULTIPLY -> arithmetic(Operation.MULTIPLY, binary);
            case CONTAINS -> contains(Sets.Operation.CONTAINS, binary);
            case CONTAINS_ALL -> contains(Sets.Operation.CONTAINS_ALL, binary);
            case CONTAINS_ANY -> contains(Sets.Operation.CONTAINS_ANY, binary);
            case GET_TAG -> reading(slot(binary).<Node>map(slot -> new Access.Input(slot, span))
                    .orElseGet(() -> new Access.TagOf(compile(binary.left()), compile(binary.right()), span)));
            case HAS_TAG -> hasTag(binary);
        };
    }

    private Node hasTag(Expr.Binary binary) {
        var name = binary.right() instanceof Expr.Literal(StringValue(var word), _) ? word : null;
        var slot = name == null
                ? Optional.<Slot>empty()
                : slot(binary.left()).map(parent -> inputs.child(parent, name, true));
        return reading(slot.<Node>map(tag -> new Access.HasInput(tag, binary.span()))
                .orElseGet(() -> new Access.HasTagOf(compile(binary.left()), compile(binary.right()), binary.span())));
    }

    private Node compile(Expr.Attribute attribute) {
        var span = attribute.span();
        return reading(slot(attribute).<Node>map(slot -> new Access.Input(slot, span))
                .orElseGet(() -> new Access.AttributeOf(compile(attribute.of()), attribute.name(), span)));
    }

    /// `of has a.b.c` asks for `of has a`, then `of.a has b`, then `of.a.b has c`.
    private Node compile(Expr.Has has) {
        var steps = slot(has.of()).map(slot -> has(slot, has)).orElseGet(() -> has(compile(has.of()), has));
        return reading(steps.size() == 1 ? steps.getFirst() : new Logic.And(steps, has.span()));
    }

    private List<Node> has(Slot start, Expr.Has has) {
        var steps = new ArrayList<Node>();
        var slot = start;
        for (var name : has.path()) {
            slot = inputs.child(slot, name, false);
            steps.add(new Access.HasInput(slot, has.span()));
        }
        return steps;
    }

    private static List<Node> has(Node start, Expr.Has has) {
        var steps = new ArrayList<Node>();
        var of = start;
        for (var name : has.path()) {
            steps.add(new Access.HasAttributeOf(of, name, has.span()));
            of = new Access.AttributeOf(of, name, has.span());
        }
        return steps;
    }

    private Node equal(Expr.Binary binary) {
        var left = compile(binary.left());
        var right = compile(binary.right());
        var span = binary.span();
        var known = right.constant() != null ? right.constant() : left.constant();
        var other = right.constant() != null ? left : right;
        if (known != null && !other.isNumber()) {
            return new Sets.EqualConstant(other, known, span);
        }
        if (left.isNumber()) {
            return new Sets.EqualNumber(left, right, span);
        }
        return right.isNumber() ? new Sets.EqualNumber(right, left, span) : new Sets.Equal(left, right, span);
    }

    private Node compare(Order order, Expr.Binary binary) {
        var left = compile(binary.left());
        var right = compile(binary.right());
        if (right.constant() instanceof LongValue(var limit)) {
            return new Arithmetic.CompareConstant(order, left, limit, binary.span());
        }
        return left.isNumber() || right.isNumber()
                ? new Arithmetic.CompareNumbers(order, left, right, binary.span())
                : new Arithmetic.Compare(order, left, right, binary.span());
    }

    private Node arithmetic(Operation operation, Expr.Binary binary) {
        return new Arithmetic.Binary(operation, compile(binary.left()), compile(binary.right()), binary.span());
    }

    private Node contains(Sets.Operation operation, Expr.Binary binary) {
        return new Sets.Contains(operation, compile(binary.left()), compile(binary.right()), binary.span());
    }

    /// Where the member has a path and the groups are known, nothing is looked up twice.
    Node in(Node member, Node groups, Span span) {
        var known = groups(groups.constant());
        return reading(member instanceof Access.Input input && known.isPresent()
                ? in(input.slot(), known.get(), span)
                : new Membership.In(member, groups, span));
    }

    private Node in(Slot member, List<EntityUid> groups, Span span) {
        return Membership.isEntity(member)
                ? new Membership.VariableIn(inputs, member.root(), groups, span)
                : new Membership.InputIn(member, groups, span);
    }

    private static Optional<List<EntityUid>> groups(@Nullable Value groups) {
        return switch (groups) {
            case EntityUid group -> Optional.of(List.of(group));
            case SetValue set when set.members().stream().allMatch(EntityUid.class::isInstance) ->
                Optional.of(set.members().stream().map(EntityUid.class::cast).toList());
            case null, default -> Optional.empty();
        };
    }

    /// What an expression without inputs comes to, unless it fails.
    private Node folded(Node node, int inputsBefore) {
        if (node instanceof Node.Constant || inputsSeen > inputsBefore) {
            return node;
        }
        var value = nothing.constant(node);
        return value == null ? reading(node) : new Node.Constant(value, node.span);
    }

    /// `node`, which looks at the request or at entities: it, and all around it, cannot be folded.
    private Node reading(Node node) {
        inputsSeen++;
        return node;
    }
}
