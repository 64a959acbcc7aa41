package dev.ambit.solver;

import com.microsoft.z3.BoolExpr;
import com.microsoft.z3.Context;
import dev.ambit.cedar.engine.InputPath;
import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Expr.BinaryOperator;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.validate.Environment;
import dev.ambit.cedar.value.EntityUid;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/// Expressions as terms over the unknowns of a claim. What is beyond the solver becomes one of [Unknowns].
final class ExpressionEncoding {
    private final Context z3;
    private final Environment environment;
    private final Inputs inputs;
    private final Constants constants;
    private final Unknowns unknowns;
    private final Algebra algebra;
    // Each expression is put into a formula once, however often something around it asks.
    private final IdentityHashMap<Expr, Term> before = new IdentityHashMap<>();
    private final IdentityHashMap<Expr, Term> after = new IdentityHashMap<>();

    ExpressionEncoding(Context z3, Environment environment, Paths paths, Inputs inputs) {
        this.z3 = z3;
        this.environment = environment;
        this.inputs = inputs;
        this.constants = new Constants(z3, inputs);
        this.unknowns = new Unknowns(z3, paths);
        this.algebra = new Algebra(z3);
    }

    /// The expression as a truth value; whatever is none may be either.
    Term.Truth truth(Expr expr, Version version) {
        return encode(expr, version) instanceof Term.Truth truth ? truth : unknowns.anyTruth(expr, version);
    }

    /// Who or what the request is about.
    Term.Atom variable(Root root, Version version) {
        return (Term.Atom) inputs.value(new InputPath(root, List.of()), version);
    }

    BoolExpr isSame(Term.Atom one, EntityUid other) {
        return algebra.equal(one, constants.of(other));
    }

    /// Whether what stands at `member` is one of `groups` or in one.
    BoolExpr isIn(InputPath member, Term.Atom value, List<EntityUid> groups, Version version) {
        return z3.mkOr(groups.stream()
                .map(group -> z3.mkOr(isSame(value, group), inputs.isBelow(member, group, version)))
                .toArray(BoolExpr[]::new));
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
                    ? constants.of(environment.action())
                    : inputs.value(path.get(), version);
        }
        return switch (expr) {
            case Expr.Literal(var value, _) -> constants.of(value).orElseGet(() -> unknowns.any(expr, version));
            case Expr.Variable _,Expr.Attribute _ -> unknowns.any(expr, version);
            case Expr.Unary unary -> unary(unary, version);
            case Expr.Binary binary -> binary(binary, version);
            case Expr.If choice -> choice(choice, version);
            case Expr.Has has -> has(has, version);
            case Expr.Like _ -> anyTruthOfParts(expr, version);
            case Expr.Is(var of, var type, _) -> is(expr, of, type, version);
            case Expr.IsIn(var of, var type, var group, var span) -> algebra.and(is(expr, of, type, version),
                    in(new Expr.Binary(BinaryOperator.IN, of, group, span), version));
            case Expr.SetOf _,Expr.RecordOf _ -> new Term.Opaque(anyError(expr, version));
            case Expr.Call call -> constants.of(call).orElseGet(() -> call(call, version));
        };
    }

    private Term unary(Expr.Unary unary, Version version) {
        return switch (unary.operator()) {
            case NOT -> algebra.not(truth(unary.operand(), version));
            case NEGATE -> encode(unary.operand(), version) instanceof Term.Numeral operand
                    ? algebra.negated(operand)
                    : unknowns.any(unary, version);
            case IS_EMPTY -> anyTruthOfParts(unary, version);
        };
    }

    private Term binary(Expr.Binary binary, Version version) {
        return switch (binary.operator()) {
            case AND -> algebra.and(truth(binary.left(), version), truth(binary.right(), version));
            case OR -> algebra.or(truth(binary.left(), version), truth(binary.right(), version));
            case EQUAL -> equality(binary, version);
            case NOT_EQUAL -> algebra.not(equality(binary, version));
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> comparison(binary, version);
            case ADD, SUBTRACT, MULTIPLY -> arithmetic(binary, version);
            case IN -> in(binary, version);
            case CONTAINS -> contains(binary, version);
            case CONTAINS_ALL, CONTAINS_ANY -> anyTruthOfParts(binary, version);
            case HAS_TAG -> hasTag(binary, version);
            case GET_TAG -> unknowns.any(binary, version);
        };
    }

    private Term.Truth equality(Expr.Binary binary, Version version) {
        var left = encode(binary.left(), version);
        var right = encode(binary.right(), version);
        if (left instanceof Term.Opaque || right instanceof Term.Opaque) {
            return anyTruthOfParts(new Expr.Binary(BinaryOperator.EQUAL, binary.left(), binary.right(), binary.span()),
                    version);
        }
        return new Term.Truth(algebra.equal(left, right), anyError(binary, version));
    }

    private Term comparison(Expr.Binary binary, Version version) {
        return encode(binary.left(), version) instanceof Term.Numeral left
                && encode(binary.right(), version) instanceof Term.Numeral right && left.unit() == right.unit()
                        ? algebra.comparison(binary.operator(), left, right)
                        : unknowns.anyTruth(binary, version);
    }

    private Term arithmetic(Expr.Binary binary, Version version) {
        return encode(binary.left(), version) instanceof Term.Numeral left
                && encode(binary.right(), version) instanceof Term.Numeral right
                        ? algebra.arithmetic(binary.operator(), left, right)
                        : unknowns.any(binary, version);
    }

    private Term choice(Expr.If choice, Version version) {
        return algebra.choice(truth(choice.condition(), version), encode(choice.then(), version),
                encode(choice.otherwise(), version)).orElseGet(() -> unknowns.any(choice, version));
    }

    private Term.Truth has(Expr.Has has, Version version) {
        var of = Paths.of(has.of());
        if (of.isEmpty()) {
            return anyTruthOfParts(has, version);
        }
        var there = Paths.has(of.get(), has.path()).stream()
                .map(path -> inputs.isThere(path, version))
                .toArray(BoolExpr[]::new);
        return new Term.Truth(z3.mkAnd(there), inputs.isMissing(of.get(), version));
    }

    private Term.Truth hasTag(Expr.Binary binary, Version version) {
        var tag = Paths.of(new Expr.Binary(BinaryOperator.GET_TAG, binary.left(), binary.right(), binary.span()));
        return tag.map(path -> new Term.Truth(inputs.isThere(path, version), encode(binary.left(), version).error()))
                .orElseGet(() -> anyTruthOfParts(binary, version));
    }

    private Term.Truth is(Expr expr, Expr of, String type, Version version) {
        var term = encode(of, version);
        return term instanceof Term.Atom(_, var error, var kind)
                ? new Term.Truth(z3.mkBool(kind.equals(type)), error)
                : unknowns.anyTruth(expr, version, term.error());
    }

    private Term.Truth in(Expr.Binary binary, Version version) {
        var path = Paths.of(binary.left());
        var groups = groups(binary.right());
        return encode(binary.left(), version) instanceof Term.Atom member && path.isPresent() && groups.isPresent()
                ? new Term.Truth(isIn(path.get(), member, groups.get(), version), member.error())
                : anyTruthOfParts(binary, version);
    }

    private static Optional<List<EntityUid>> groups(Expr expr) {
        return switch (expr) {
            case Expr.Literal(EntityUid group, _) -> Optional.of(List.of(group));
            case Expr.SetOf(var members, _) when members.stream().allMatch(ExpressionEncoding::isEntity) -> Optional.of(
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
        var members = binary.left() instanceof Expr.SetOf(var all, _)
                ? Optional.of(all.stream().map(member -> encode(member, version)).toList())
                : Optional.<List<Term>>empty();
        var isOpaque = element instanceof Term.Opaque
                || members.isEmpty()
                || members.get().stream().anyMatch(Term.Opaque.class::isInstance);
        return isOpaque
                ? anyTruthOfParts(binary, version)
                : new Term.Truth(isAmong(element, members.get()), anyError(binary, version));
    }

    private BoolExpr isAmong(Term element, List<Term> members) {
        return z3.mkOr(members.stream().map(member -> algebra.equal(member, element)).toArray(BoolExpr[]::new));
    }

    private Term call(Expr.Call call, Version version) {
        return switch (call.function()) {
            case LESS_THAN -> decimals(BinaryOperator.LESS, call, version);
            case LESS_THAN_OR_EQUAL -> decimals(BinaryOperator.LESS_OR_EQUAL, call, version);
            case GREATER_THAN -> decimals(BinaryOperator.GREATER, call, version);
            case GREATER_THAN_OR_EQUAL -> decimals(BinaryOperator.GREATER_OR_EQUAL, call, version);
            case IS_IPV4, IS_IPV6, IS_LOOPBACK, IS_MULTICAST, IS_IN_RANGE -> anyTruthOfParts(call, version);
            case DECIMAL, IP, DATETIME, DURATION, OFFSET, DURATION_SINCE, TO_DATE, TO_TIME, TO_MILLISECONDS, TO_SECONDS,
                    TO_MINUTES, TO_HOURS, TO_DAYS -> unknowns.any(call, version);
        };
    }

    private Term decimals(BinaryOperator operator, Expr.Call call, Version version) {
        var left = call.arguments().getFirst();
        var right = call.arguments().getLast();
        return comparison(new Expr.Binary(operator, left, right, call.span()), version);
    }

    private Term.Truth anyTruthOfParts(Expr expr, Version version) {
        return unknowns.anyTruth(expr, version, anyError(expr, version));
    }

    /// Whether a part of it fails.
    private BoolExpr anyError(Expr expr, Version version) {
        return algebra.anyError(expr.children().stream().map(part -> encode(part, version)).toList());
    }
}
