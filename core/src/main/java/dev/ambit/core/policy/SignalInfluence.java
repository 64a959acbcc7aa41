package dev.ambit.core.policy;

import dev.ambit.cedar.engine.InputPath;
import dev.ambit.cedar.influence.ActionOn;
import dev.ambit.cedar.influence.Assumption;
import dev.ambit.cedar.influence.InfluenceAnalysis;
import dev.ambit.cedar.influence.Move;
import dev.ambit.cedar.influence.OpenForbid;
import dev.ambit.cedar.influence.Witness;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.syntax.PolicySet;
import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.validate.Environment;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.signal.BuiltIn;
import dev.ambit.core.signal.Signal;
import dev.ambit.core.signal.Signal.Influence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What signals can do to the answers of some policies: proven where it cannot, and otherwise shown by a policy.
final class SignalInfluence {
    /// What whoever can forge (nobody can forge what Ambit computes: it is held to narrowing what would be allowed without) a signal can do with it. That it disappears is another matter: see [#mustKnow].
    private static final List<Move> FORGED = List.of(Move.APPEAR, Move.CHANGE);

    private final InfluenceAnalysis analysis;
    private final List<ActionOn> kinds;

    SignalInfluence(Schema schema, PolicySet policies) {
        this.analysis = InfluenceAnalysis.of(schema, policies, Assumption.TYPED_INPUTS);
        this.kinds = Environment.allOf(schema).stream()
                .map(environment -> new ActionOn(environment.action(), environment.resource()))
                .distinct()
                .toList();
    }

    /// Of `signals` those whose loss could widen what is allowed, by action and type of resource.
    Map<EntityUid, Map<String, Set<String>>> mustKnow(Collection<String> signals) {
        var found = new TreeMap<EntityUid, Map<String, Set<String>>>();
        for (var on : kinds) {
            var lost = signals.stream()
                    .filter(signal -> analysis.of(on, List.of(path(signal)), Move.DISAPPEAR).canWiden())
                    .collect(Collectors.toCollection(TreeSet::new));
            if (!lost.isEmpty()) {
                found.computeIfAbsent(on.action(), _ -> new TreeMap<>()).put(on.resource(), lost);
            }
        }
        return found;
    }

    /// Every policy by which one of `signals` could widen access that is declared to narrow it only.
    List<Diagnostic> undeclared(Collection<Signal> signals) {
        var found = new ArrayList<Diagnostic>();
        signals.stream().filter(signal -> signal.influence() == Influence.NARROW).forEach(signal -> {
            for (var on : kinds) {
                for (var move : BuiltIn.is(signal) ? List.of(Move.APPEAR) : FORGED) {
                    analysis.of(on, List.of(path(signal.name())), move).widenings().forEach(witness -> found.add(
                            undeclared(signal, on, witness)));
                }
            }
        });
        return found;
    }

    private static Diagnostic undeclared(Signal signal, ActionOn on, Witness witness) {
        var message = "signal `%s` may only narrow access, and could widen it: %s".formatted(signal.name(), witness
                .reason());
        return Diagnostic.error("undeclared-widening", witness.policy().source(), witness.span(), message).help(
                "Declare it `influence: widen`, or do not let %s hang on it".formatted(isCondition(on)
                        ? "the condition"
                        : "`%s`".formatted(on.action())));
    }

    private static boolean isCondition(ActionOn on) {
        return on.action().equals(Condition.ACTION);
    }

    /// Forbids that are off while one of `signals` is unknown. They are made up for when something is decided, so this is
    /// no mistake, but it is better not to need that.
    List<Diagnostic> openForbids(Collection<String> signals) {
        var paths = signals.stream().map(SignalInfluence::path).collect(Collectors.toCollection(LinkedHashSet::new));
        return analysis.openForbids().stream()
                .filter(open -> paths.contains(open.input()))
                .map(OpenForbid::diagnostic)
                .toList();
    }

    private static InputPath path(String signal) {
        return InputPath.of(Root.CONTEXT, ContextSchema.SIGNALS, signal);
    }
}
