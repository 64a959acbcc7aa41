package dev.ambit.cedar.partial;

import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.entity.Entity;
import dev.ambit.cedar.partial.Knowledge.Exactly;
import dev.ambit.cedar.partial.Knowledge.Fields;
import dev.ambit.cedar.partial.Knowledge.Groups;
import dev.ambit.cedar.partial.Knowledge.SomeEntity;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.DatetimeValue;
import dev.ambit.cedar.value.DecimalValue;
import dev.ambit.cedar.value.DurationValue;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.IpValue;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.SetValue;
import dev.ambit.cedar.value.StringValue;
import dev.ambit.cedar.value.Value;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A small world of which something is known, and completions of it: worlds that agree with all that is known.
public final class RandomFacts {
    public static final List<String> TYPES = List.of("User", "Doc", "Group", "Action");
    static final List<String> STRINGS = List.of("a", "ab", "n", "");
    public static final List<EntityUid> ACTIONS = List.of(EntityUid.of("Action", "read"), EntityUid.of("Action",
            "all"));
    private static final List<EntityUid> GROUPS = IntStream.range(0, 3).mapToObj(i -> EntityUid.of("Group", "g" + i))
            .toList();
    private static final List<EntityUid> LEAVES = Stream.of("User", "Doc").flatMap(type -> Stream.of(0, 1).map(
            i -> EntityUid.of(type, type.charAt(0) + "" + i))).toList();
    public static final List<EntityUid> UIDS = Stream.of(LEAVES, GROUPS, ACTIONS).flatMap(List::stream).toList();

    private final SplittableRandom random;
    private final Map<Root, Knowledge> roots = new EnumMap<>(Root.class);
    private final Map<EntityUid, Known> entities = new LinkedHashMap<>();
    private final boolean isClosed;

    /// @param truth groups it may as well be in directly
    private record Known(Optional<Fields> attributes, Fields tags, Groups groups, Set<EntityUid> truth) {}

    public record World(Request request, Entities entities) {}

    /// The name under which a value of this kind is usually found.
    static String name(Kind kind) {
        return kind.word().substring(0, 2);
    }

    public RandomFacts(SplittableRandom random, boolean everything) {
        this.random = random;
        this.isClosed = everything || random.nextBoolean();
        roots.put(Root.PRINCIPAL, everything ? new Exactly(pick(UIDS)) : someone());
        roots.put(Root.RESOURCE, everything ? new Exactly(pick(UIDS)) : someone());
        roots.put(Root.ACTION, random.nextInt(6) > 0 || everything ? new Exactly(pick(ACTIONS)) : SomeEntity.ANY);
        roots.put(Root.CONTEXT, everything ? new Exactly(record(3)) : random.nextInt(4) == 0 ? Fields.ANY : fields(3));
        for (var i = GROUPS.size() - 1; i >= 0; i--) {
            var parents = some(GROUPS.subList(i + 1, GROUPS.size()));
            add(GROUPS.get(i), parents, everything, Groups.exactly(closure(parents)));
        }
        ACTIONS.forEach(action -> add(action, Set.of(), everything, Groups.exactly(Set.of())));
        for (var leaf : LEAVES) {
            var parents = some(GROUPS);
            add(leaf, parents, everything, everything ? Groups.exactly(closure(parents)) : groups(parents));
        }
    }

    private void add(EntityUid uid, Set<EntityUid> parents, boolean everything, Groups groups) {
        if (uid.type().equals("Group") || random.nextInt(6) > 0) {
            var attributes = everything ? Fields.of(record(2)) : fields(2);
            var tags = everything ? Fields.of(tags()) : tagFields();
            entities.put(uid, new Known(Optional.of(attributes), tags, groups, parents));
        } else if (random.nextBoolean()) {
            entities.put(uid, new Known(Optional.empty(), Fields.NONE, Groups.exactly(Set.of()), Set.of()));
        }
    }

    private Knowledge someone() {
        return switch (random.nextInt(5)) {
            case 0 -> SomeEntity.ANY;
            case 1 -> SomeEntity.ofType(pick(TYPES));
            case 2 -> new SomeEntity(Optional.of(pick(TYPES)), fields(2), tagFields(), Groups.ANY.with(pick(GROUPS),
                    Membership.YES));
            default -> new Exactly(pick(UIDS));
        };
    }

    private Groups groups(Set<EntityUid> truth) {
        var all = closure(truth);
        var known = new HashMap<EntityUid, Membership>();
        for (var group : GROUPS) {
            known.put(group, random.nextBoolean()
                    ? Membership.UNKNOWN
                    : all.contains(group) ? Membership.YES : Membership.NO);
        }
        return new Groups(known, random.nextBoolean() ? Membership.NO : Membership.UNKNOWN);
    }

    private Set<EntityUid> closure(Set<EntityUid> parents) {
        var all = new HashSet<>(parents);
        parents.forEach(parent -> Optional.ofNullable(entities.get(parent)).ifPresent(known -> all.addAll(closure(known
                .truth()))));
        return all;
    }

    private Fields fields(int depth) {
        var lookups = new HashMap<String, Lookup>();
        for (var kind : Kind.values()) {
            lookups.put(name(kind), lookup(kind, depth));
        }
        return new Fields(lookups, random.nextBoolean() ? Lookup.Missing.ABSENT : Lookup.Unknown.ANY);
    }

    private Fields tagFields() {
        var lookups = new HashMap<String, Lookup>();
        STRINGS.forEach(name -> lookups.put(name, lookup(Kind.STRING, 0)));
        return new Fields(lookups, random.nextBoolean() ? Lookup.Missing.ABSENT : Lookup.Unknown.ANY);
    }

    private Lookup lookup(Kind kind, int depth) {
        return switch (random.nextInt(9)) {
            case 0 -> Lookup.Missing.ABSENT;
            case 1 -> Lookup.Unknown.ANY;
            case 2 -> new Lookup.Unknown(knowledge(kind, depth));
            case 3 -> new Lookup.Found(Knowledge.Nothing.NOTHING);
            case 4, 5 -> new Lookup.Found(knowledge(kind, depth));
            default -> Lookup.found(value(kind, depth));
        };
    }

    private Knowledge knowledge(Kind kind, int depth) {
        return switch (kind) {
            case ENTITY -> SomeEntity.ofType(pick(TYPES));
            case RECORD -> depth > 0 && random.nextBoolean() ? fields(depth - 1) : Fields.ANY;
            case SET -> new Knowledge.SetOf(random.nextBoolean() ? Kind.ENTITY.known() : Knowledge.Nothing.NOTHING);
            case BOOL, LONG, STRING, DECIMAL, IPADDR, DATETIME, DURATION -> random.nextInt(4) == 0
                    ? new Exactly(value(kind, 0))
                    : kind.known();
        };
    }

    public Facts facts() {
        var facts = isClosed ? Facts.NOTHING.entities(Entities.EMPTY) : Facts.NOTHING;
        for (var root : roots.entrySet()) {
            facts = switch (root.getValue()) {
                case Exactly(EntityUid uid) -> facts.is(root.getKey(), uid);
                case SomeEntity entity -> facts.is(root.getKey(), entity);
                default -> facts.context(root.getValue());
            };
        }
        for (var known : entities.entrySet()) {
            var attributes = known.getValue().attributes();
            facts = attributes.isEmpty()
                    ? facts.nowhere(known.getKey())
                    : facts.entity(known.getKey(), attributes.get(), known.getValue().tags(), known.getValue()
                            .groups());
        }
        for (var uid : UIDS) {
            facts = entities.containsKey(uid) || !isClosed ? facts : facts.unknown(uid);
        }
        return facts;
    }

    /// A world in which everything is known, and that agrees with all that is known of this one.
    public World completion() {
        var all = new ArrayList<Entity>();
        var principal = complete(Root.PRINCIPAL, all);
        var resource = complete(Root.RESOURCE, all);
        var action = complete(Root.ACTION, all);
        var context = (RecordValue) sample(known(Root.CONTEXT));
        for (var uid : UIDS) {
            var known = entities.get(uid);
            if (known == null && random.nextBoolean()) {
                all.add(new Entity(uid, record(2), tags(), uid.type().equals("Action") ? Set.of() : some(GROUPS)));
            } else if (known != null && known.attributes().isPresent()) {
                all.add(new Entity(uid, sample(known.attributes().get()), sample(known
                        .tags()), parents(known)));
            }
        }
        return new World(new Request(principal, action, resource, context), Entities.of(all));
    }

    private EntityUid complete(Root root, List<Entity> all) {
        return switch (known(root)) {
            case SomeEntity(var type, var attributes, var tags, var groups) when groups.known().size() > 0 -> {
                var uid = EntityUid.of(type.orElseThrow(), "new-" + root.word());
                all.add(new Entity(uid, sample(attributes), sample(tags), groups.known()
                        .keySet()));
                yield uid;
            }
            case Knowledge known -> (EntityUid) sample(known);
        };
    }

    private Knowledge known(Root root) {
        return roots.get(root);
    }

    private Set<EntityUid> parents(Known known) {
        for (var tries = 0; tries < 10; tries++) {
            var parents = some(GROUPS);
            var all = closure(parents);
            if (GROUPS.stream().allMatch(group -> known.groups().get(group) == Membership.UNKNOWN
                    || all.contains(group) == (known.groups().get(group) == Membership.YES))) {
                return parents;
            }
        }
        return known.truth();
    }

    private Value sample(Knowledge knowledge) {
        return switch (knowledge) {
            case Knowledge.Nothing _ -> value(pick(List.of(Kind.values())), 1);
            case Exactly(var value) -> value;
            case Knowledge.OfKind(var kind) -> value(kind, 1);
            case Knowledge.SetOf(var member) -> SetValue.of(IntStream.range(0, random.nextInt(3)).mapToObj(_ -> sample(
                    member)).toList());
            case Fields fields -> sample(fields);
            case SomeEntity entity -> entity.type().map(this::uid).orElseGet(() -> pick(UIDS));
        };
    }

    private EntityUid uid(String type) {
        var all = UIDS.stream().filter(uid -> uid.type().equals(type)).toList();
        return pick(all);
    }

    private RecordValue sample(Fields fields) {
        var values = new TreeMap<String, Value>();
        new TreeMap<>(fields.attributes()).forEach((name, lookup) -> {
            if (lookup instanceof Lookup.Found || lookup instanceof Lookup.Unknown && random.nextBoolean()) {
                values.put(name, sample(lookup.ifThere()));
            }
        });
        if (fields.others() instanceof Lookup.Unknown) {
            for (var kind : Kind.values()) {
                if (!fields.attributes().containsKey(name(kind)) && random.nextBoolean()) {
                    values.put(name(kind), random.nextInt(6) == 0
                            ? value(pick(List.of(Kind.values())), 1)
                            : value(kind, 1));
                }
            }
        }
        return RecordValue.of(values);
    }

    private RecordValue record(int depth) {
        return sample(fields(depth));
    }

    private RecordValue tags() {
        return sample(tagFields());
    }

    private Value value(Kind kind, int depth) {
        return switch (kind) {
            case BOOL -> BoolValue.of(random.nextBoolean());
            case LONG -> LongValue.of(random.nextInt(8) == 0 ? Long.MIN_VALUE : random.nextInt(-1, 4));
            case STRING -> StringValue.of(pick(STRINGS));
            case ENTITY -> pick(UIDS);
            case SET -> SetValue.of(IntStream.range(0, random.nextInt(3)).mapToObj(_ -> random.nextBoolean()
                    ? pick(UIDS)
                    : value(Kind.STRING, 0)).toList());
            case RECORD -> depth > 0 ? record(depth - 1) : RecordValue.EMPTY;
            case DECIMAL -> new DecimalValue(random.nextInt(-1, 3) * 12_500L);
            case IPADDR -> IpValue.parse(pick(List.of("10.0.0.1", "10.0.0.0/8", "::1")));
            case DATETIME -> new DatetimeValue(random.nextInt(6) == 0
                    ? Long.MAX_VALUE
                    : random.nextInt(2) * 1_896_082_200_000L);
            case DURATION -> new DurationValue(random.nextInt(6) == 0
                    ? Long.MIN_VALUE
                    : random.nextInt(-1, 2) * 3_600_000L);
        };
    }

    private <T> Set<T> some(List<T> from) {
        var some = new HashSet<T>();
        from.forEach(each -> {
            if (random.nextInt(3) == 0) {
                some.add(each);
            }
        });
        return some;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
