package dev.ambit.core.control;

import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.control.Target.Everything;
import dev.ambit.core.control.Target.OfPrincipal;
import dev.ambit.core.control.Target.OfProfile;
import dev.ambit.core.control.Target.OfTenant;
import dev.ambit.core.task.Task;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// All freezes there are, and which of them stops a task. Immutable; made anew whenever one is asked for, confirmed or
/// lifted, so that asking is quick. Of several that stop the same, the first that was asked for counts.
public final class Freezes {
    public static final Freezes NONE = new Freezes(Map.of());

    private final Map<String, Freeze> all;
    private final @Nullable Freeze everything;
    private final Map<String, Freeze> profiles = new HashMap<>();
    private final Map<EntityUid, Freeze> principals = new HashMap<>();
    private final List<Freeze> tenants = new ArrayList<>();

    private Freezes(Map<String, Freeze> all) {
        this.all = Collections.unmodifiableMap(all);
        Freeze whole = null;
        for (var freeze : all.values().stream().filter(Freeze::isInForce).sorted(Freeze.ORDER).toList()) {
            switch (freeze.target()) {
                case Everything.EVERYTHING -> whole = whole == null ? freeze : whole;
                case OfProfile(var profile) -> profiles.putIfAbsent(profile, freeze);
                case OfPrincipal(var principal) -> principals.putIfAbsent(principal, freeze);
                case OfTenant _ -> tenants.add(freeze);
            }
        }
        this.everything = whole;
    }

    public static Freezes of(Collection<Freeze> freezes) {
        var all = new TreeMap<String, Freeze>();
        freezes.forEach(freeze -> all.put(freeze.id(), freeze));
        return all.isEmpty() ? NONE : new Freezes(all);
    }

    /// All of them, in force or not, in the order of ids.
    public Collection<Freeze> all() {
        return all.values();
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    public @Nullable Freeze get(String id) {
        return all.get(id);
    }

    /// With `freeze`, in place of one with its id.
    public Freezes with(Freeze freeze) {
        var more = new TreeMap<>(all);
        more.put(freeze.id(), freeze);
        return new Freezes(more);
    }

    public Freezes without(String id) {
        var fewer = new TreeMap<>(all);
        fewer.remove(id);
        return of(fewer.values());
    }

    /// What stops `task`; `null` where nothing does.
    public @Nullable Freeze on(Task task, Entities entities) {
        return all.isEmpty() ? null : on(task.principal(), task.profile(), entities);
    }

    /// What stops tasks of `principal` under `profile`; `null` where nothing does.
    public @Nullable Freeze on(EntityUid principal, String profile, Entities entities) {
        if (everything != null) {
            return everything;
        }
        var found = profiles.get(profile);
        found = found == null ? principals.get(principal) : found;
        for (var i = 0; found == null && i < tenants.size(); i++) {
            found = isIn(principal, tenants.get(i), entities) ? tenants.get(i) : null;
        }
        return found;
    }

    private static boolean isIn(EntityUid principal, Freeze freeze, Entities entities) {
        return freeze.target() instanceof OfTenant(var group) && entities.isIn(principal, group);
    }
}
