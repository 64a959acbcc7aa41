package dev.ambit.solver;

import com.microsoft.z3.BoolExpr;
import com.microsoft.z3.Context;
import dev.ambit.cedar.engine.InputPath;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.syntax.Policy.Condition;
import dev.ambit.cedar.syntax.Policy.Effect;
import dev.ambit.cedar.syntax.Scope;
import dev.ambit.cedar.validate.Environment;
import dev.ambit.cedar.value.EntityUid;
import java.util.ArrayList;
import java.util.List;

/// Policies as formulas over the unknowns of a claim.
final class PolicyEncoding {
    private final Context z3;
    private final Schema schema;
    private final Environment environment;
    private final Paths paths;
    private final ExpressionEncoding expressions;

    PolicyEncoding(Context z3, Schema schema, Environment environment, Paths paths, Inputs inputs) {
        this.z3 = z3;
        this.schema = schema;
        this.environment = environment;
        this.paths = paths;
        this.expressions = new ExpressionEncoding(z3, environment, paths, inputs);
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
        var body = expressions.truth(condition.body(), version);
        var value = switch (condition.kind()) {
            case WHEN -> body.value();
            case UNLESS -> z3.mkNot(body.value());
        };
        return z3.mkAnd(value, z3.mkNot(body.error()));
    }

    private BoolExpr scope(Root root, Scope scope, Version version) {
        return switch (scope) {
            case Scope.Any() -> z3.mkTrue();
            case Scope.Equal(var entity) -> isSame(root, uid(entity), version);
            case Scope.In(var entity) -> isIn(root, List.of(uid(entity)), version);
            case Scope.InAny(var entities, _) -> isIn(root, entities, version);
            case Scope.Is(var type, _) -> isOf(root, type);
            case Scope.IsIn(var type, _, var entity) ->
                z3.mkAnd(isOf(root, type), isIn(root, List.of(uid(entity)), version));
        };
    }

    private static EntityUid uid(Scope.Reference reference) {
        return switch (reference) {
            case Scope.Known(var uid, _) -> uid;
            case Scope.Slot _ -> throw new IllegalArgumentException("a template decides nothing until it is linked");
        };
    }

    private BoolExpr isOf(Root root, String type) {
        return z3.mkBool(paths.type(new InputPath(root, List.of())).orElseThrow().toString().equals(type));
    }

    private BoolExpr isSame(Root root, EntityUid entity, Version version) {
        return root == Root.ACTION
                ? z3.mkBool(environment.action().equals(entity))
                : expressions.isSame(expressions.variable(root, version), entity);
    }

    private BoolExpr isIn(Root root, List<EntityUid> groups, Version version) {
        if (root == Root.ACTION) {
            var action = environment.action();
            return z3.mkBool(groups.stream().anyMatch(
                    group -> group.equals(action) || schema.ancestors(action).contains(group)));
        }
        return expressions.isIn(new InputPath(root, List.of()), expressions.variable(root, version), groups, version);
    }
}
