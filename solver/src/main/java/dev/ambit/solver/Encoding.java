package dev.ambit.solver;

import com.microsoft.z3.BitVecExpr;
import com.microsoft.z3.BoolExpr;
import com.microsoft.z3.Context;
import dev.ambit.cedar.engine.InputPath;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Expr.BinaryOperator;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.syntax.Policy.Condition;
import dev.ambit.cedar.syntax.Policy.Effect;
import dev.ambit.cedar.syntax.PolicyPrinter;
import dev.ambit.cedar.syntax.Scope;
import dev.ambit.cedar.validate.Environment;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.DatetimeValue;
import dev.ambit.cedar.value.DecimalValue;
import dev.ambit.cedar.value.DurationValue;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.IpValue;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.SetValue;
import dev.ambit.cedar.value.StringValue;
import dev.ambit.cedar.value.Value;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Policies as formulas over the unknowns of a claim.
///
/// What the solver cannot follow (sets that are not written out, `like`, ranges of addresses, dates) becomes an unknown of
/// its own: the same one in both situations where nothing it reads can differ, one for each where something can. So the
/// formulas allow everything that can happen, and perhaps more: if even they have no solution, there is none.
final class Encoding {
    private final Context z3;
    private final Schema schema;
    private final Environment environment;
    private final Paths paths;
    private final Inputs inputs;
    // Each expression is put into a formula once, however often something around it asks.
    private final IdentityHashMap<Expr, Term> before = new IdentityHashMap<>();
    private final IdentityHashMap<Expr, Term> after = new IdentityHashMap<>();

    Encoding(Context z3, Schema schema, Environment environment, Paths paths, Inputs inputs) {
        this.z3 = z3;
        this.schema = schema;
        this.environment = environment;
        this.paths = paths;
        this.inputs = inputs;
    }

    /// Some permit is satisfied, and no forbid.
    BoolExpr isAllowed(List<Policy> policies, Version version) {
        var permitted = satisfied(policies, Effect.PERMIT, version);
        var forbidden = satisfied(policies, Effect.FORBID, version);
        return z3.mkAnd(z3.mkOr(permitted), z3.mkNot(z3.mkOr(forbidden)));
    }

    private BoolExpr[] satisfied(List<Policy> policies, Effect effect, Version version) {
        return policies.stream()
                .filter(policy -> policy.effect() == effect)
                .map(policy -> isSatisfied(policy, version))
                .toArray(BoolExpr[]::new);
    }

    private BoolExpr isSatisfied(Policy policy, Version version) {
        var all = new ArrayList<BoolExpr>();
        all.add(scope(Root.PRINCIPAL, policy.principal(), version));
        all.add(scope(Root.ACTION, policy.action(), version));
        all.add(scope(Root.RESOURCE, policy.resource(), version));
        policy.conditions().forEach(condition -> all.add(holds(condition, version)));
        return z3.mkAnd(all.toArray(BoolExpr[]::new));
    }

    private BoolExpr holds(Condition condition, Version version) {
        var body = truth(condition.body(), version);
        var value = condition.kind() == Condition.Kind.WHEN ? body.value() : z3.mkNot(body.value());
        return z3.mkAnd(value, z3.mkNot(body.error()));
    }

    private BoolExpr scope(Root root, Scope scope, Version version) {
        return switch (scope) {
            case Scope.Any() -> z3.mkTrue();
            case Scope.Equal(var entity) -> isSame(root, uid(entity), version);
            case Scope.In(var entity) -> isIn(root, List.of(uid(entity)), version);
            case Scope.InAny(var entities, _) -> isIn(root, entities, version);
            case Scope.Is(var type, _) -> z3.mkBool(type(root).equals(type));
            case Scope.IsIn(var type, _, var entity) ->
                z3.mkAnd(z3.mkBool(type(root).equals(type)), isIn(root, List.of(uid(entity)), version));
        };
    }

    private static EntityUid uid(Scope.Reference reference) {
        return switch (reference) {
            case Scope.Known(var uid, _) -> uid;
            case Scope.Slot _ -> throw new IllegalArgumentException("a template decides nothing until it is linked");
        };
    }

    private String type(Root root) {
        return paths.type(new InputPath(root, List.of())).orElseThrow().toString();
    }

    private BoolExpr isSame(Root root, EntityUid entity, Version version) {
        return root == Root.ACTION
                ? z3.mkBool(environment.action().equals(entity))
                : equal(variable(root, version), literal(entity));
    }

    private BoolExpr isIn(Root root, List<EntityUid> groups, Version version) {
        if (root == Root.ACTION) {
            var action = environment.action();
            return z3.mkBool(groups.stream().anyMatch(
                    group -> group.equals(action) || schema.ancestors(action).contains(group)));
        }
        return isIn(new InputPath(root, List.of()), variable(root, version), groups, version);
    }

    private BoolExpr isIn(InputPath member, Term.Atom value, List<EntityUid> groups, Version version) {
        return z3.mkOr(groups.stream()
                .map(group -> z3.mkOr(equal(value, literal(group)), inputs.isBelow(member, group, version)))
                .toArray(BoolExpr[]::new));
    }

    private Term.Atom variable(Root root, Version version) {
        return (Term.Atom) inputs.value(new InputPath(root, List.of()), version);
    }

    /// The expression as a truth value; whatever is none may be either.
    private Term.Truth truth(Expr expr, Version version) {
        return encode(expr, version) instanceof Term.Truth truth ? truth : anyTruth(expr, version, z3.mkFalse());
    }

    private Term encode(Expr expr, Version version) {
        var done = version == Version.BEFORE ? before : after;
        var known = done.get(expr);
        if (known == null) {
            known = encodeFirst(expr, version);
            done.put(expr, known);
        }
        return known;
    }

    private Term encodeFirst(Expr expr, Version version) {
        var path = Paths.of(expr);
        if (path.isPresent()) {
            return path.get().root() == Root.ACTION && path.get().steps().isEmpty()
                    ? literal(environment.action())
                    : inputs.value(path.get(), version);
        }
        return switch (expr) {
            case Expr.Literal(var value, _) -> literal(value, expr, version);
            case Expr.Variable _,Expr.Attribute _ -> any(expr, version);
            case Expr.Unary unary -> unary(unary, version);
            case Expr.Binary binary -> binary(binary, version);
            case Expr.If choice -> choice(choice, version);
            case Expr.Has has -> has(has, version);
            case Expr.Like(var of, _, _) -> anyTruth(expr, version, encode(of, version).error());
            case Expr.Is(var of, var type, _) -> is(expr, of, type, version);
            case Expr.IsIn(var of, var type, var group, var span) -> and(is(expr, of, type, version),
                    in(new Expr.Binary(BinaryOperator.IN, of, group, span), version));
            case Expr.SetOf _,Expr.RecordOf _ -> new Term.Opaque(anyError(expr.children(), version));
            case Expr.Call call -> call(call, version);
        };
    }

    private Term.Atom literal(EntityUid uid) {
        return new Term.Atom(inputs.atom(uid.type(), uid), z3.mkFalse(), uid.type());
    }

    private Term literal(Value value, Expr expr, Version version) {
        var fine = z3.mkFalse();
        return switch (value) {
            case BoolValue bool -> new Term.Truth(z3.mkBool(bool.value()), fine);
            case LongValue(var number) -> new Term.Numeral(inputs.number(number), fine, Term.Unit.LONG);
            case StringValue text -> new Term.Atom(inputs.atom("string", text), fine, "string");
            case EntityUid uid -> literal(uid);
            case DecimalValue(var number) -> new Term.Numeral(inputs.number(number), fine, Term.Unit.DECIMAL);
            case DatetimeValue(var millis) -> new Term.Numeral(inputs.number(millis), fine, Term.Unit.DATETIME);
            case DurationValue(var millis) -> new Term.Numeral(inputs.number(millis), fine, Term.Unit.DURATION);
            case IpValue ip -> new Term.Atom(inputs.atom("ipaddr", ip), fine, "ipaddr");
            case SetValue _,RecordValue _ -> any(expr, version);
        };
    }

    private Term unary(Expr.Unary unary, Version version) {
        return switch (unary.operator()) {
            case NOT -> {
                var operand = truth(unary.operand(), version);
                yield new Term.Truth(z3.mkNot(operand.value()), operand.error());
            }
            case NEGATE -> encode(unary.operand(), version) instanceof Term.Numeral(var value, var error, var unit)
                    ? new Term.Numeral(z3.mkBVNeg(value), z3.mkOr(error, z3.mkNot(z3.mkBVNegNoOverflow(value))), unit)
                    : any(unary, version);
            case IS_EMPTY -> anyTruth(unary, version, encode(unary.operand(), version).error());
        };
    }

    private Term binary(Expr.Binary binary, Version version) {
        return switch (binary.operator()) {
            case AND -> and(truth(binary.left(), version), truth(binary.right(), version));
            case OR -> or(truth(binary.left(), version), truth(binary.right(), version));
            case EQUAL -> equality(binary, version);
            case NOT_EQUAL -> {
                var equal = equality(binary, version);
                yield new Term.Truth(z3.mkNot(equal.value()), equal.error());
            }
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> comparison(binary, version);
            case ADD, SUBTRACT, MULTIPLY -> arithmetic(binary, version);
            case IN -> in(binary, version);
            case CONTAINS -> contains(binary, version);
            case CONTAINS_ALL, CONTAINS_ANY -> anyTruth(binary, version, anyError(binary.children(), version));
            case HAS_TAG -> hasTag(binary, version);
            case GET_TAG -> any(binary, version);
        };
    }

    private Term.Truth and(Term.Truth left, Term.Truth right) {
        return new Term.Truth(z3.mkAnd(left.value(), right.value()),
                z3.mkOr(left.error(), z3.mkAnd(left.value(), right.error())));
    }

    private Term.Truth or(Term.Truth left, Term.Truth right) {
        return new Term.Truth(z3.mkOr(left.value(), right.value()),
                z3.mkOr(left.error(), z3.mkAnd(z3.mkNot(left.value()), right.error())));
    }

    private Term.Truth equality(Expr.Binary binary, Version version) {
        var left = encode(binary.left(), version);
        var right = encode(binary.right(), version);
        var error = z3.mkOr(left.error(), right.error());
        if (left instanceof Term.Opaque || right instanceof Term.Opaque) {
            return anyTruth(new Expr.Binary(BinaryOperator.EQUAL, binary.left(), binary.right(), binary.span()),
                    version, error);
        }
        return new Term.Truth(equal(left, right), error);
    }

    /// Equality of two terms neither of which is opaque.
    private BoolExpr equal(Term left, Term right) {
        return switch (left) {
            case Term.Truth(var a, _) when right instanceof Term.Truth(var b, _) -> z3.mkEq(a, b);
            case Term.Numeral(var a, _, var unit) when right instanceof Term.Numeral(var b, _, var other)
                    && unit == other ->
                z3.mkEq(a, b);
            case Term.Atom(var a, _, var kind) when right instanceof Term.Atom(var b, _, var other) && kind.equals(
                    other) ->
                z3.mkEq(a, b);
            default -> z3.mkFalse();
        };
    }

    private Term comparison(Expr.Binary binary, Version version) {
        return encode(binary.left(), version) instanceof Term.Numeral left
                && encode(binary.right(), version) instanceof Term.Numeral right && left.unit() == right.unit()
                        ? new Term.Truth(compare(binary.operator(), left.value(), right.value()),
                                z3.mkOr(left.error(), right.error()))
                        : anyTruth(binary, version, z3.mkFalse());
    }

    private BoolExpr compare(BinaryOperator operator, BitVecExpr left, BitVecExpr right) {
        return switch (operator) {
            case LESS -> z3.mkBVSLT(left, right);
            case LESS_OR_EQUAL -> z3.mkBVSLE(left, right);
            case GREATER -> z3.mkBVSGT(left, right);
            default -> z3.mkBVSGE(left, right);
        };
    }

    private Term arithmetic(Expr.Binary binary, Version version) {
        return encode(binary.left(), version) instanceof Term.Numeral(var left, var error, var unit)
                && encode(binary.right(), version) instanceof Term.Numeral(var right, var other, _)
                        ? new Term.Numeral(compute(binary.operator(), left, right),
                                z3.mkOr(error, other, overflows(binary.operator(), left, right)), unit)
                        : any(binary, version);
    }

    private BitVecExpr compute(BinaryOperator operator, BitVecExpr left, BitVecExpr right) {
        return switch (operator) {
            case ADD -> z3.mkBVAdd(left, right);
            case SUBTRACT -> z3.mkBVSub(left, right);
            default -> z3.mkBVMul(left, right);
        };
    }

    private BoolExpr overflows(BinaryOperator operator, BitVecExpr left, BitVecExpr right) {
        return z3.mkNot(switch (operator) {
            case ADD -> z3.mkAnd(z3.mkBVAddNoOverflow(left, right, true), z3.mkBVAddNoUnderflow(left, right));
            case SUBTRACT -> z3.mkAnd(z3.mkBVSubNoOverflow(left, right), z3.mkBVSubNoUnderflow(left, right, true));
            default -> z3.mkAnd(z3.mkBVMulNoOverflow(left, right, true), z3.mkBVMulNoUnderflow(left, right));
        });
    }

    private Term choice(Expr.If choice, Version version) {
        var condition = truth(choice.condition(), version);
        var then = encode(choice.then(), version);
        var otherwise = encode(choice.otherwise(), version);
        var error = z3.mkOr(condition.error(), z3.mkAnd(condition.value(), then.error()),
                z3.mkAnd(z3.mkNot(condition.value()), otherwise.error()));
        return switch (then) {
            case Term.Truth(var a, _) when otherwise instanceof Term.Truth(var b, _) ->
                new Term.Truth((BoolExpr) z3.mkITE(condition.value(), a, b), error);
            case Term.Numeral(var a, _, var unit) when otherwise instanceof Term.Numeral(var b, _, var other)
                    && unit == other ->
                new Term.Numeral((BitVecExpr) z3.mkITE(condition.value(), a, b), error, unit);
            default -> any(choice, version);
        };
    }

    private Term.Truth has(Expr.Has has, Version version) {
        var of = Paths.of(has.of());
        if (of.isEmpty()) {
            return anyTruth(has, version, encode(has.of(), version).error());
        }
        var there = Paths.has(of.get(), has.path()).stream()
                .map(path -> inputs.isThere(path, version))
                .toArray(BoolExpr[]::new);
        return new Term.Truth(z3.mkAnd(there), inputs.isMissing(of.get(), version));
    }

    private Term.Truth hasTag(Expr.Binary binary, Version version) {
        var tag = Paths.of(new Expr.Binary(BinaryOperator.GET_TAG, binary.left(), binary.right(), binary.span()));
        return tag.map(path -> new Term.Truth(inputs.isThere(path, version), encode(binary.left(), version).error()))
                .orElseGet(() -> anyTruth(binary, version, anyError(binary.children(), version)));
    }

    private Term.Truth is(Expr expr, Expr of, String type, Version version) {
        var term = encode(of, version);
        return term instanceof Term.Atom(_, var error, var kind)
                ? new Term.Truth(z3.mkBool(kind.equals(type)), error)
                : anyTruth(expr, version, term.error());
    }

    private Term.Truth in(Expr.Binary binary, Version version) {
        var member = encode(binary.left(), version);
        var path = Paths.of(binary.left());
        var groups = groups(binary.right());
        return member instanceof Term.Atom atom && path.isPresent() && groups.isPresent()
                ? new Term.Truth(isIn(path.get(), atom, groups.get(), version), atom.error())
                : anyTruth(binary, version, anyError(binary.children(), version));
    }

    private static Optional<List<EntityUid>> groups(Expr expr) {
        return switch (expr) {
            case Expr.Literal(EntityUid group, _) -> Optional.of(List.of(group));
            case Expr.SetOf(var members, _) when members.stream().allMatch(Encoding::isEntity) -> Optional.of(
                    members.stream().map(member -> (EntityUid) ((Expr.Literal) member).value()).toList());
            default -> Optional.empty();
        };
    }

    private static boolean isEntity(Expr expr) {
        return expr instanceof Expr.Literal(EntityUid _, _);
    }

    /// A set that is written out contains what is equal to a member of it.
    private Term.Truth contains(Expr.Binary binary, Version version) {
        var element = encode(binary.right(), version);
        if (element instanceof Term.Opaque || !(binary.left() instanceof Expr.SetOf(var members, _))) {
            return anyTruth(binary, version, anyError(binary.children(), version));
        }
        var terms = members.stream().map(member -> encode(member, version)).toList();
        if (terms.stream().anyMatch(Term.Opaque.class::isInstance)) {
            return anyTruth(binary, version, anyError(binary.children(), version));
        }
        return new Term.Truth(
                z3.mkOr(terms.stream().map(term -> equal(term, element)).toArray(BoolExpr[]::new)),
                anyError(binary.children(), version));
    }

    private Term call(Expr.Call call, Version version) {
        var constant = constant(call);
        if (constant != null) {
            return literal(constant, call, version);
        }
        var error = anyError(call.arguments(), version);
        return switch (call.function()) {
            case LESS_THAN -> decimals(BinaryOperator.LESS, call, version);
            case LESS_THAN_OR_EQUAL -> decimals(BinaryOperator.LESS_OR_EQUAL, call, version);
            case GREATER_THAN -> decimals(BinaryOperator.GREATER, call, version);
            case GREATER_THAN_OR_EQUAL -> decimals(BinaryOperator.GREATER_OR_EQUAL, call, version);
            case IS_IPV4, IS_IPV6, IS_LOOPBACK, IS_MULTICAST, IS_IN_RANGE -> anyTruth(call, version, error);
            case DECIMAL, IP, DATETIME, DURATION, OFFSET, DURATION_SINCE, TO_DATE, TO_TIME, TO_MILLISECONDS, TO_SECONDS,
                    TO_MINUTES, TO_HOURS, TO_DAYS -> any(call, version);
        };
    }

    private Term decimals(BinaryOperator operator, Expr.Call call, Version version) {
        return comparison(new Expr.Binary(operator, call.arguments().getFirst(), call.arguments().getLast(), call
                .span()),
                version);
    }

    private static @Nullable Value constant(Expr.Call call) {
        if (!(call.arguments().getFirst() instanceof Expr.Literal(StringValue(var text), _))) {
            return null;
        }
        return switch (call.function()) {
            case DECIMAL -> DecimalValue.parse(text);
            case IP -> IpValue.parse(text);
            case DATETIME -> DatetimeValue.parse(text);
            case DURATION -> DurationValue.parse(text);
            default -> null;
        };
    }

    private BoolExpr anyError(List<Expr> of, Version version) {
        return z3.mkOr(of.stream().map(expr -> encode(expr, version).error()).toArray(BoolExpr[]::new));
    }

    /// Anything at all, or a failure: the same for the same text, in both situations unless something in it may differ.
    private Term any(Expr expr, Version version) {
        return new Term.Opaque(z3.mkBoolConst("fails: " + key(expr, version)));
    }

    private Term.Truth anyTruth(Expr expr, Version version, BoolExpr error) {
        var fails = z3.mkBoolConst("fails: " + key(expr, version));
        return new Term.Truth(z3.mkBoolConst("holds: " + key(expr, version)), z3.mkOr(error, fails));
    }

    private String key(Expr expr, Version version) {
        var text = PolicyPrinter.print(expr);
        return paths.mayDiffer(expr) ? text + " " + version : text;
    }
}
