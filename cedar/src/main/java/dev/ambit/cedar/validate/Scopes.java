package dev.ambit.cedar.validate;

import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.syntax.Scope;
import dev.ambit.cedar.value.EntityUid;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Which requests the head of a policy lets through, as far as their types tell.
/// A name the schema does not know is read as the known one it is probably meant to be: it is reported anyway, and the
/// rest of the policy need not be reported because of it.
final class Scopes {
    private static final EntityUid SOME_ACTION = EntityUid.of("Action", "");

    private final Vocabulary vocabulary;

    Scopes(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    boolean admits(Policy policy, Environment environment) {
        return admitsAction(policy.action(), environment.action())
                && admitsType(policy.principal(), environment.principal())
                && admitsType(policy.resource(), environment.resource());
    }

    /// The environments the head lets through, one for each that a condition reading only `roots` can tell apart.
    Collection<Environment> environments(Policy policy, Set<Root> roots) {
        var byActions = roots.contains(Root.ACTION) || roots.contains(Root.CONTEXT);
        var distinct = new LinkedHashMap<Environment, Environment>();
        for (var action : actions(policy.action())) {
            for (var principal : types(policy.principal(), action.principals(), roots.contains(Root.PRINCIPAL))) {
                for (var resource : types(policy.resource(), action.resources(), roots.contains(Root.RESOURCE))) {
                    var environment = new Environment(principal, action.uid(), resource);
                    var seen = new Environment(
                            roots.contains(Root.PRINCIPAL) ? principal : "",
                            byActions ? action.uid() : SOME_ACTION,
                            roots.contains(Root.RESOURCE) ? resource : "");
                    distinct.putIfAbsent(seen, environment);
                }
            }
        }
        return distinct.values();
    }

    /// The actions `scope` lets through.
    List<Schema.Action> actions(Scope scope) {
        return vocabulary.schema().actions().values().stream()
                .filter(action -> admitsAction(scope, action.uid()))
                .toList();
    }

    /// The types among `types` that `scope` lets through, in order: all of them, or only the first.
    private List<String> types(Scope scope, Set<String> types, boolean all) {
        return vocabulary.inOrder(types).stream()
                .filter(type -> admitsType(scope, type))
                .limit(all ? Integer.MAX_VALUE : 1)
                .toList();
    }

    /// Whether an entity of `type` may satisfy `scope`.
    boolean admitsType(Scope scope, String type) {
        return switch (scope) {
            case Scope.Any() -> true;
            case Scope.Equal(var entity) -> fits(entity, type::equals);
            case Scope.In(var entity) -> fits(entity, group -> vocabulary.mayBeIn(type, group));
            case Scope.Is(var named, _) -> means(named, type);
            case Scope.IsIn(var named, _, var entity) ->
                means(named, type) && fits(entity, group -> vocabulary.mayBeIn(type, group));
            case Scope.InAny(var entities, _) ->
                entities.stream().anyMatch(uid -> vocabulary.mayBeIn(type, uid.type()));
        };
    }

    private boolean admitsAction(Scope scope, EntityUid action) {
        return switch (scope) {
            case Scope.Any() -> true;
            case Scope.Equal(Scope.Known(var uid, _)) -> action.equals(vocabulary.meant(uid).orElse(uid));
            case Scope.In(Scope.Known(var uid, _)) -> isIn(action, uid);
            case Scope.InAny(var groups, _) -> groups.stream().anyMatch(group -> isIn(action, group));
            case Scope.Equal _,Scope.In _,Scope.Is _,Scope.IsIn _ -> admitsType(scope, action.type());
        };
    }

    private boolean isIn(EntityUid action, EntityUid group) {
        return vocabulary.isIn(action, vocabulary.meant(group).orElse(group));
    }

    /// What fills a slot is not known yet; some entity will fit.
    private boolean fits(Scope.Reference entity, Predicate<String> type) {
        return switch (entity) {
            case Scope.Known(var uid, _) -> type.test(vocabulary.meant(uid.type()).orElse(uid.type()));
            case Scope.Slot _ -> true;
        };
    }

    private boolean means(String named, String type) {
        return type.equals(vocabulary.meant(named).orElse(named));
    }
}
