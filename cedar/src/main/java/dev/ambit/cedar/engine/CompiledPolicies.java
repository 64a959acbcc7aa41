package dev.ambit.cedar.engine;

import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.authorize.Response;
import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.syntax.Policy.Condition;
import dev.ambit.cedar.syntax.PolicySet;
import dev.ambit.cedar.syntax.Scope;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.value.EntityUid;
import java.util.ArrayList;
import java.util.List;

/// A policy set, compiled once and asked often: indexed, so that a decision looks only at policies that can apply, and
/// shared freely between threads, each of which decides in an [Evaluation] of its own.
///
/// The answers are Cedar's, to the letter: decision, determining policies, and policies that failed.
public final class CompiledPolicies {
    private final Inputs inputs;
    private final IndexNode index;
    private final int size;

    private CompiledPolicies(Inputs inputs, IndexNode index, int size) {
        this.inputs = inputs;
        this.index = index;
        this.size = size;
    }

    /// Compiles every policy that decides: those written outright and those linked from templates.
    public static CompiledPolicies compile(PolicySet policies) {
        var inputs = new Inputs();
        var compiler = new PolicyCompiler(inputs);
        var drafts = new ArrayList<Draft>();
        for (var policy : policies.effective()) {
            drafts.add(compiler.compile(policy, drafts.size()));
        }
        return new CompiledPolicies(inputs, Index.of(drafts, inputs), drafts.size());
    }

    /// How many policies can decide.
    public int size() {
        return size;
    }

    /// A workspace for one thread.
    public Evaluation evaluation() {
        return new Evaluation(inputs, index, size);
    }

    /// Decides once. Whoever decides often keeps an [#evaluation()].
    public Response decide(Request request, Entities entities) {
        var evaluation = evaluation();
        evaluation.decide(request, entities);
        return evaluation.response();
    }

    /// Turns the head and the conditions of a policy into one list of conditions.
    private static final class PolicyCompiler {
        private final Inputs inputs;
        private final Compiler compiler;

        PolicyCompiler(Inputs inputs) {
            this.inputs = inputs;
            this.compiler = new Compiler(inputs, new Evaluation(inputs, IndexNode.EMPTY, 0));
        }

        Draft compile(Policy policy, int number) {
            var conditions = new ArrayList<Node>();
            scope(Root.PRINCIPAL, policy.principal(), conditions);
            scope(Root.ACTION, policy.action(), conditions);
            scope(Root.RESOURCE, policy.resource(), conditions);
            policy.conditions().forEach(condition -> add(compile(condition), conditions));
            return new Draft(policy.id(), policy.effect(), number, conditions, 1);
        }

        private Node compile(Condition condition) {
            var body = compiler.compile(condition.body());
            return switch (condition.kind()) {
                case WHEN -> body;
                case UNLESS -> new Logic.Not(body, body.span);
            };
        }

        /// Adds a condition, the operands of `&&` each for itself.
        private static void add(Node condition, List<Node> into) {
            if (condition instanceof Logic.And and) {
                and.operands().forEach(operand -> add(operand, into));
            } else {
                into.add(condition);
            }
        }

        private void scope(Root root, Scope scope, List<Node> into) {
            switch (scope) {
                case Scope.Any() -> {}
                case Scope.Equal(var entity) -> into.add(same(root, uid(entity), entity.span()));
                case Scope.In(var entity) -> into.add(in(root, List.of(uid(entity)), entity.span()));
                case Scope.InAny(var entities, var span) -> into.add(in(root, entities, span));
                case Scope.Is(var type, var span) -> into.add(is(root, type, span));
                case Scope.IsIn(var type, var span, var entity) -> {
                    into.add(is(root, type, span));
                    into.add(in(root, List.of(uid(entity)), entity.span()));
                }
            }
        }

        private Node same(Root root, EntityUid entity, Span span) {
            return new Sets.EqualConstant(new Access.Input(inputs.root(root), span), entity, span);
        }

        private Node in(Root root, List<EntityUid> groups, Span span) {
            return new Membership.InputIn(inputs.root(root), groups, span);
        }

        private Node is(Root root, String type, Span span) {
            return new Membership.Is(new Access.Input(inputs.root(root), span), type, span);
        }

        private static EntityUid uid(Scope.Reference reference) {
            return switch (reference) {
                case Scope.Known(var uid, _) -> uid;
                case Scope.Slot slot -> throw new IllegalStateException(
                        "a linked policy still has the slot of `%s`".formatted(slot.root().word()));
            };
        }
    }
}
