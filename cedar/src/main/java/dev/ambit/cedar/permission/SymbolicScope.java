package dev.ambit.cedar.permission;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.partial.Facts;
import dev.ambit.cedar.partial.PartialEvaluation;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.syntax.Policy.Effect;
import dev.ambit.cedar.syntax.PolicySet;
import dev.ambit.cedar.value.EntityUid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All that a principal may do, as far as what is known now goes, with the conditions that remain:
/// `may Action::"repo:read" on any Repo in Repo::"site" while context.signals.change_window.open`.
///
/// `toString` is for people, one line for each way; [#json] is for programs. Both say all, or say that there is more.
///
/// @param within      only what is in this, or is this, was asked for
/// @param permissions one for each action and type of resource that may be allowed at all, in the order asked for
public record SymbolicScope(EntityUid principal, Optional<EntityUid> within, List<Permission> permissions) {

    public SymbolicScope {
        permissions = List.copyOf(permissions);
    }

    /// When an action on resources of a type is allowed: where one of `permits` is met and none of `forbids`.
    ///
    /// @param permits at least one
    public record Permission(Target target, Ways permits, Ways forbids) {

        /// For people: a line for each way, as `may Action::"read" on any Repo in Repo::"site", because readers`.
        public List<String> words() {
            return ScopeText.of(this);
        }

        /// For programs.
        public Json json() {
            return ScopeJson.of(this);
        }

        /// Whether nothing needs to hold.
        public boolean isAlways() {
            return permits.areAlways() && forbids.isEmpty();
        }
    }

    public static SymbolicScope of(PolicySet policies, ScopeQuestion question) {
        var relevant = PartialEvaluation.decide(policies, question.facts()).rest();
        var permissions = new ArrayList<Permission>();
        for (var target : question.targets()) {
            permission(relevant, target, question.facts(target)).ifPresent(permissions::add);
        }
        return new SymbolicScope(question.principal(), question.within(), permissions);
    }

    private static Optional<Permission> permission(PolicySet policies, Target target, Facts facts) {
        var permits = Ways.of(policies, Effect.PERMIT, facts);
        var forbids = Ways.of(policies, Effect.FORBID, facts);
        return permits.isEmpty() || forbids.areAlways()
                ? Optional.empty()
                : Optional.of(new Permission(target, permits, forbids));
    }

    public Json json() {
        return ScopeJson.of(this);
    }

    @Override
    public String toString() {
        return ScopeText.of(this);
    }
}
