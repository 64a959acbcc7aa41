package dev.ambit.bench.cedar.workload;

import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.entity.Entity;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.SetValue;
import dev.ambit.cedar.value.StringValue;
import dev.ambit.cedar.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// An organisation of about ten thousand entities: people and agents in teams, teams in divisions, things of twenty types
/// in folders, folders in larger folders, actions in groups.
public final class World {
    static final List<String> TYPES = List.of(
            "Document", "Repository", "Ticket", "Dataset", "Table", "Dashboard", "Pipeline", "Cluster", "Bucket",
            "Secret",
            "Queue", "Notebook", "Model", "Mailbox", "Calendar", "Customer", "Contract", "Invoice", "Payment",
            "Device");
    static final List<String> ACTIONS = List.of(
            "view", "list", "update", "create", "execute", "share", "delete", "export", "configure", "approve");
    static final Map<String, List<String>> ACTION_GROUPS = actionGroups();
    static final List<String> DEPARTMENTS = List.of(
            "engineering", "sales", "finance", "support", "research", "legal", "people", "operations");
    static final List<String> LABELS = List.of(
            "internal", "public", "pii", "customer", "financial", "draft", "archived", "regulated");

    private static final int USERS = 3_600;
    private static final int AGENTS = 600;
    private static final int TEAMS = 200;
    private static final int DIVISIONS = 24;
    private static final int FOLDERS = 500;
    private static final int AREAS = 60;
    private static final int THINGS_OF_A_TYPE = 250;

    final List<EntityUid> users = names("User", "u", USERS);
    final List<EntityUid> agents = names("Agent", "a", AGENTS);
    final List<EntityUid> teams = names("Group", "team", TEAMS);
    final List<EntityUid> divisions = names("Group", "division", DIVISIONS);
    final List<EntityUid> folders = names("Folder", "folder", FOLDERS);
    final List<EntityUid> areas = names("Folder", "area", AREAS);
    final Entities entities;

    private final Map<String, List<EntityUid>> things = new HashMap<>();
    private final Map<EntityUid, List<EntityUid>> members = new HashMap<>();

    public World(long seed) {
        var dice = new Dice(seed);
        var all = new ArrayList<Entity>();
        all.add(group(EntityUid.of("Group", "everyone"), Set.of()));
        divisions.forEach(division -> all.add(group(division, Set.of(EntityUid.of("Group", "everyone")))));
        teams.forEach(team -> all.add(group(team, Set.of(dice.any(divisions)))));
        areas.forEach(area -> all.add(group(area, Set.of())));
        folders.forEach(folder -> all.add(group(folder, Set.of(dice.any(areas)))));
        users.forEach(user -> all.add(person(user, dice)));
        agents.forEach(agent -> all.add(person(agent, dice)));
        TYPES.forEach(type -> {
            things.put(type, names(type, type.toLowerCase(Locale.ROOT) + "-", THINGS_OF_A_TYPE));
            of(type).forEach(thing -> all.add(thing(thing, dice)));
        });
        ACTION_GROUPS.keySet().forEach(name -> all.add(group(action(name), Set.of())));
        ACTIONS.forEach(name -> all.add(group(action(name), groupOf(name))));
        entities = Entities.of(all);
        all.forEach(this::enrol);
    }

    static EntityUid action(String name) {
        return EntityUid.of("Action", name);
    }

    /// The things of type `type`.
    List<EntityUid> of(String type) {
        return Objects.requireNonNull(things.get(type));
    }

    /// Everyone and everything in `group`, directly or not, that is no group itself.
    List<EntityUid> in(EntityUid group) {
        return members.getOrDefault(group, List.of());
    }

    /// The entities that a request about these can need: themselves and the groups they are in.
    Entities around(Collection<EntityUid> subjects) {
        var near = new TreeSet<>(subjects);
        subjects.forEach(subject -> near.addAll(known(subject).ancestors()));
        return Entities.of(near.stream().map(uid -> known(uid).entity()).toList());
    }

    Entities.Known known(EntityUid uid) {
        return Objects.requireNonNull(entities.find(uid), () -> "no entity `%s`".formatted(uid));
    }

    private void enrol(Entity entity) {
        if (!entity.attributes().equals(RecordValue.EMPTY)) {
            known(entity.uid()).ancestors()
                    .forEach(group -> members.computeIfAbsent(group, _ -> new ArrayList<>()).add(entity.uid()));
        }
    }

    private static Entity group(EntityUid uid, Set<EntityUid> parents) {
        return Entity.of(uid, RecordValue.EMPTY, parents);
    }

    private Entity person(EntityUid uid, Dice dice) {
        var attributes = Map.<String, Value>of(
                "department", StringValue.of(dice.favoured(DEPARTMENTS)),
                "clearance", LongValue.of(dice.below(6)),
                "site", StringValue.of("site" + dice.below(12)));
        return Entity.of(uid, RecordValue.of(attributes), Set.copyOf(dice.some(1 + dice.below(3), teams)));
    }

    private Entity thing(EntityUid uid, Dice dice) {
        var attributes = Map.<String, Value>of(
                "owner", dice.any(users),
                "team", dice.favoured(teams),
                "department", StringValue.of(dice.favoured(DEPARTMENTS)),
                "sensitivity", LongValue.of(dice.below(6)),
                "labels", SetValue.of(dice.some(dice.below(4), LABELS).stream().map(StringValue::of).toList()));
        return Entity.of(uid, RecordValue.of(attributes), Set.of(dice.favoured(folders)));
    }

    private static Set<EntityUid> groupOf(String action) {
        return ACTION_GROUPS.entrySet().stream()
                .filter(group -> group.getValue().contains(action))
                .map(group -> action(group.getKey()))
                .collect(Collectors.toSet());
    }

    private static Map<String, List<String>> actionGroups() {
        var groups = new LinkedHashMap<String, List<String>>();
        groups.put("read", List.of("view", "list"));
        groups.put("change", List.of("update", "create", "delete"));
        groups.put("operate", List.of("execute", "configure"));
        return Collections.unmodifiableMap(groups);
    }

    private static List<EntityUid> names(String type, String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> EntityUid.of(type, prefix + i)).toList();
    }
}
