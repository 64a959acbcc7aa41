package dev.ambit.cedar;

import dev.ambit.cedar.RandomPolicies.Sort;
import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.entity.Entity;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/// Entities and requests for the world of [RandomPolicies]: whatever its policies read is there more often than not, and
/// now and then of another type.
final class RandomWorlds {
    private static final List<String> WORDS = List.of("", "a", "b", "prod", "alice", "10.0.0.1", "1.5", "2024-01-01");
    private static final List<Long> NUMBERS = List.of(0L, 1L, 2L, -1L, 7L, 70L, Long.MAX_VALUE, Long.MIN_VALUE);
    private static final List<String> ADDRESSES = List.of("10.0.0.1", "10.0.0.0/8", "127.0.0.1", "::1", "ff00::/8");

    private final SplittableRandom random;

    RandomWorlds(SplittableRandom random) {
        this.random = random;
    }

    Entities entities() {
        var entities = new ArrayList<Entity>();
        var earlier = new ArrayList<EntityUid>();
        for (var type : RandomPolicies.TYPES) {
            for (var id : RandomPolicies.IDS) {
                var uid = EntityUid.of(type, id);
                if (random.nextInt(4) > 0) {
                    entities.add(new Entity(uid, attributes("principal", "resource"), tags(), some(earlier)));
                }
                earlier.add(uid);
            }
        }
        var group = Set.of(EntityUid.of("Action", "any"));
        RandomPolicies.ACTIONS.stream().filter(action -> !group.contains(action) && random.nextBoolean()).forEach(
                action -> entities.add(Entity.of(action, RecordValue.EMPTY, group)));
        return Entities.of(entities);
    }

    Request request() {
        return new Request(uid(), one(RandomPolicies.ACTIONS), uid(), attributes("context"));
    }

    /// A record of what policies read of `roots`, wherever that is nested.
    private RecordValue attributes(String... roots) {
        var tree = new HashMap<String, Object>();
        for (var sort : Sort.values()) {
            for (var path : Objects.requireNonNull(RandomPolicies.ATTRIBUTES.get(sort))) {
                var steps = List.of(path.split("\\."));
                if (List.of(roots).contains(steps.getFirst()) && steps.size() > 1 && sort != Sort.RECORD) {
                    put(tree, steps.subList(1, steps.size()), sort);
                }
            }
        }
        return record(tree);
    }

    /// Attributes of entities that are reached through an entity are left to that entity.
    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> tree, List<String> steps, Sort sort) {
        var first = steps.getFirst();
        if (steps.size() == 1) {
            tree.putIfAbsent(first, sort);
        } else if (tree.computeIfAbsent(first, _ -> new HashMap<String, Object>()) instanceof Map<?, ?> inner) {
            put((Map<String, Object>) inner, steps.subList(1, steps.size()), sort);
        }
    }

    private RecordValue record(Map<String, Object> tree) {
        var record = new HashMap<String, Value>();
        tree.forEach((name, content) -> {
            if (random.nextInt(5) > 0) {
                record.put(name, content(content));
            }
        });
        return RecordValue.of(record);
    }

    @SuppressWarnings("unchecked")
    private Value content(Object content) {
        var sort = content instanceof Sort known && random.nextInt(12) > 0 ? known : one(Sort.values());
        return content instanceof Map<?, ?> inner && random.nextInt(8) > 0
                ? record((Map<String, Object>) inner)
                : value(sort);
    }

    private Value value(Sort sort) {
        return switch (sort) {
            case BOOL -> BoolValue.of(random.nextBoolean());
            case LONG -> LongValue.of(one(NUMBERS));
            case STRING -> StringValue.of(one(WORDS));
            case ENTITY -> uid();
            case SET -> SetValue.of(Stream.generate(() -> value(one(Sort.LONG, Sort.STRING, Sort.ENTITY, Sort.BOOL)))
                    .limit(random.nextInt(4)).toList());
            case RECORD -> RecordValue.of(Map.of("zip", StringValue.of(one(WORDS))));
            case DECIMAL -> new DecimalValue(random.nextInt(-30_000, 30_000));
            case IP -> Objects.requireNonNull(IpValue.parse(one(ADDRESSES)));
            case DATETIME -> new DatetimeValue(random.nextLong(-100_000_000_000L, 2_000_000_000_000L));
            case DURATION -> new DurationValue(random.nextLong(-200_000_000L, 200_000_000L));
        };
    }

    private RecordValue tags() {
        var tags = new HashMap<String, Value>();
        for (var tag : RandomPolicies.TAGS) {
            if (random.nextInt(3) > 0) {
                tags.put(tag, random.nextInt(4) > 0 ? StringValue.of(one(WORDS)) : value(one(Sort.values())));
            }
        }
        return RecordValue.of(tags);
    }

    private Set<EntityUid> some(List<EntityUid> from) {
        var some = new HashSet<EntityUid>();
        for (var i = random.nextInt(3); i > 0 && !from.isEmpty(); i--) {
            some.add(one(from));
        }
        return some;
    }

    EntityUid uid() {
        return EntityUid.of(one(RandomPolicies.TYPES), one(RandomPolicies.IDS));
    }

    @SafeVarargs
    private <T> T one(T... from) {
        return from[random.nextInt(from.length)];
    }

    private <T> T one(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
