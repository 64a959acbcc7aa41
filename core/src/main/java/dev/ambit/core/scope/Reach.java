package dev.ambit.core.scope;

import dev.ambit.cedar.permission.SymbolicScope.Permission;
import dev.ambit.cedar.permission.Target;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.decision.Reason;
import dev.ambit.core.task.TaskId;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// How far a task reaches for one action on one type of resource: what its profile grants, and what of it is effective.
///
/// In words it holds for every call that fits the schema. Resources are those among the organisation's entities and the
/// inputs of the tasks, or the one that was asked about; each was asked about as it would be by itself, by a call that says
/// nothing but action and resource.
///
/// @param granted     under which conditions the profile permits it, whatever the signals are; empty where never
/// @param effective   under which conditions each task of the chain permits it with the signals as they are, the task asked
///                    in first; all must. Empty where it is not permitted on anything now
/// @param permitted   the resources on which it is permitted
/// @param held        those on which people have to approve it
/// @param conditional those on which it depends on what the call says
/// @param hasMore     whether there are resources that were not looked at
/// @param between     why it is not permitted on others that are granted, what stands against the whole task left out
/// @param until       before when time alone takes nothing of what is permitted away; empty where nothing is
public record Reach(
        Target target,
        Optional<Permission> granted,
        List<Effective> effective,
        SortedSet<EntityUid> permitted,
        SortedSet<EntityUid> held,
        SortedSet<EntityUid> conditional,
        boolean hasMore,
        List<Reason> between,
        Optional<Instant> until) {

    /// What one task of the chain permits now.
    public record Effective(TaskId task, Permission permission) {}

    public Reach {
        effective = List.copyOf(effective);
        permitted = sorted(permitted);
        held = sorted(held);
        conditional = sorted(conditional);
        between = List.copyOf(between);
    }

    private static SortedSet<EntityUid> sorted(Collection<EntityUid> uids) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(uids));
    }
}
