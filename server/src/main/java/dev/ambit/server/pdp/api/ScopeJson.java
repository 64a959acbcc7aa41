package dev.ambit.server.pdp.api;

import dev.ambit.cedar.json.JsonWriter;
import dev.ambit.cedar.permission.SymbolicScope.Permission;
import dev.ambit.cedar.permission.Target;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.decision.Reason;
import dev.ambit.core.scope.Provision;
import dev.ambit.core.scope.Provision.Offer;
import dev.ambit.core.scope.Reach;
import dev.ambit.core.scope.Scope;
import dev.ambit.core.scope.TaskScope;
import dev.ambit.core.task.TaskId;
import dev.ambit.server.pdp.authzen.ActionName;
import dev.ambit.server.pdp.json.JsonOut;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;

/// Scopes as callers see them. An agent is told what it may do, and why not the rest in words that are safe for it: no
/// policy, signal, condition, profile but its own, or other task.
final class ScopeJson {
    private static final String NO_TASK = "no-task";

    private final boolean isForAgent;

    ScopeJson(boolean isForAgent) {
        this.isForAgent = isForAgent;
    }

    void write(Scope scope, JsonOut out) {
        out.put("at", scope.at());
        if (!isForAgent) {
            out.put("release", scope.release().hex());
        }
        out.putObject("principal", it -> entity(scope.principal(), it));
        if (!isForAgent) {
            out.putObject("provisioned", it -> provision(scope.provisioned(), it));
        }
        out.putObjects("tasks", scope.tasks(), this::task).put("more_tasks", scope.hasMore());
        out.putObjects("between", scope.tasks().isEmpty() ? List.of(NO_TASK) : List.<String>of(), (code, it) -> {
            it.put("code", code);
            if (!isForAgent) {
                it.put("operator", "`%s` has no task under way, and nothing is permitted outside of one".formatted(scope
                        .principal()));
            }
            it.put("agent", "you have no task, and nothing is permitted outside of one");
        });
    }

    private static void entity(EntityUid uid, JsonOut out) {
        out.put("type", uid.type()).put("id", uid.id());
    }

    private static void provision(Provision provision, JsonOut out) {
        out.putObjects("groups", provision.groups(), ScopeJson::entity)
                .putObjects("profiles", provision.offers(), ScopeJson::offer)
                .put("more_profiles", provision.hasMore());
    }

    private static void offer(Offer offer, JsonOut out) {
        out.put("profile", offer.profile()).put("purpose", offer.purpose())
                .putObject("through", it -> entity(offer.through(), it))
                .putObjects("permissions", offer.targets(), ScopeJson::target);
    }

    private static void target(Target target, JsonOut out) {
        out.put("action", ActionName.write(target.action())).put("resource_type", target.resourceType());
    }

    private void task(TaskScope scope, JsonOut out) {
        out.put("task", scope.task().id().text()).put("profile", scope.task().profile())
                .put("state", TaskJson.word(scope.task().life()));
        if (!isForAgent) {
            out.putStrings("above", scope.above().stream().map(TaskId::text).toList());
        }
        until(scope.until(), out);
        reasons(scope.between().stream().flatMap(obstacle -> obstacle.answer().reasons().stream()).toList(), out);
        out.putObjects("permissions", scope.reaches(), this::reach);
    }

    private static void until(Instant until, JsonOut out) {
        if (!until.equals(Instant.MAX)) {
            out.put("until", until);
        }
    }

    private void reach(Reach reach, JsonOut out) {
        target(reach.target(), out);
        if (!isForAgent) {
            reach.granted().ifPresent(granted -> out.putObject("granted", it -> permission(granted, it)));
        }
        out.putObject("effective", it -> effective(reach, it));
        reasons(reach.between(), out);
    }

    private static void permission(Permission permission, JsonOut out) {
        out.putStrings("words", permission.words()).putWritten("conditions", JsonWriter.compact(permission.json()));
    }

    private void effective(Reach reach, JsonOut out) {
        if (!isForAgent) {
            out.putObjects("tasks", reach.effective(), (each, it) -> permission(each.permission(), it.put("task", each
                    .task().text())));
        }
        out.putStrings("resources", ids(reach.permitted())).putStrings("held", ids(reach.held()))
                .putStrings("depending_on_call", ids(reach.conditional())).put("more_resources", reach.hasMore());
        reach.until().ifPresent(until -> until(until, out));
    }

    private static Collection<String> ids(SortedSet<EntityUid> uids) {
        return uids.stream().map(EntityUid::id).toList();
    }

    /// An agent is told each thing once, as it is not told what is different.
    private void reasons(List<Reason> reasons, JsonOut out) {
        var told = isForAgent
                ? reasons.stream().map(reason -> new Told(reason.code().word(), "", reason.forAgent())).distinct()
                        .toList()
                : reasons.stream().map(reason -> new Told(reason.code().word(), reason.forOperator(), reason
                        .forAgent()))
                        .toList();
        out.putObjects("between", told, (reason, it) -> {
            it.put("code", reason.code());
            if (!isForAgent) {
                it.put("operator", reason.operator());
            }
            it.put("agent", reason.agent());
        });
    }

    private record Told(String code, String operator, String agent) {}
}
