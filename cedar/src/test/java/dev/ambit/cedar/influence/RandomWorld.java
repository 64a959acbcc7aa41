package dev.ambit.cedar.influence;

import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.engine.InputPath;
import dev.ambit.cedar.engine.InputPath.Attribute;
import dev.ambit.cedar.engine.InputPath.Step;
import dev.ambit.cedar.engine.InputPath.Tag;
import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.entity.Entity;
import dev.ambit.cedar.schema.Type;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/// A request and what is known of entities, at random: of the declared types, or, where nothing is assumed, with any
/// value anywhere. Attributes and whole entities may be missing either way.
final class RandomWorld {
    private static final Map<String, List<EntityUid>> NAMES = Map.of(
            "User", List.of(EntityUid.of("User", "a"), EntityUid.of("User", "b")),
            "Doc", List.of(EntityUid.of("Doc", "d"), EntityUid.of("Doc", "e")),
            "Group", List.of(EntityUid.of("Group", "g"), EntityUid.of("Group", "h")));

    private final SplittableRandom random;
    private final RandomSchema schema;
    private final boolean isTyped;
    private final EntityUid principal;
    private final EntityUid resource;
    private RecordValue context;
    private final Map<EntityUid, Entity> entities = new HashMap<>();

    RandomWorld(SplittableRandom random, RandomSchema schema, boolean isTyped) {
        this.random = random;
        this.schema = schema;
        this.isTyped = isTyped;
        this.principal = any(NAMES.get("User"));
        this.resource = any(NAMES.get(schema.environment.resource()));
        this.context = record((Type.RecordOf) Types.of(schema.schema, schema.environment, Root.CONTEXT));
        NAMES.values().forEach(names -> names.forEach(this::entity));
    }

    private void entity(EntityUid uid) {
        if (random.nextInt(6) == 0) {
            return;
        }
        var type = schema.schema.entityType(uid.type()).orElseThrow();
        var parents = new HashSet<EntityUid>();
        for (var group : NAMES.get("Group")) {
            if ((!isTyped || type.memberOf().contains("Group")) && !uid.type().equals("Group") && random
                    .nextBoolean()) {
                parents.add(group);
            }
        }
        var tags = new HashMap<String, Value>();
        for (var tag : RandomSchema.TAGS) {
            if (random.nextBoolean() && (!isTyped || type.tags().isPresent())) {
                tags.put(tag, value(type.tags().orElse(Type.Primitive.LONG)));
            }
        }
        entities.put(uid, new Entity(uid, record(type.attributes()), RecordValue.of(tags), parents));
    }

    Request request() {
        return new Request(principal, RandomSchema.READ, resource, context);
    }

    Entities entities() {
        return Entities.of(entities.values());
    }

    private RecordValue record(Type.RecordOf type) {
        var values = new HashMap<String, Value>();
        type.attributes().forEach((name, attribute) -> {
            if (random.nextInt(attribute.required() ? 12 : 3) > 0) {
                values.put(name, value(attribute.type()));
            }
        });
        if (!isTyped && random.nextInt(8) == 0) {
            values.put(one("z", "p", "q", "t"), junk());
        }
        return RecordValue.of(values);
    }

    private Value value(Type type) {
        return !isTyped && random.nextInt(6) == 0 ? junk() : typed(type);
    }

    private Value junk() {
        return typed(switch (random.nextInt(8)) {
            case 0 -> Type.Primitive.BOOL;
            case 1 -> Type.Primitive.STRING;
            case 2 -> Type.Extension.DATETIME;
            case 3 -> new Type.Entity("User");
            case 4 -> new Type.Entity("Doc");
            case 5 -> new Type.SetOf(Type.Primitive.LONG);
            case 6 -> new Type.RecordOf(Map.of("t", new Type.Attribute(Type.Primitive.LONG, true), "p",
                    new Type.Attribute(Type.Primitive.BOOL, false)));
            default -> Type.Primitive.LONG;
        });
    }

    private Value typed(Type type) {
        return switch (type) {
            case Type.Primitive primitive -> switch (primitive) {
                case BOOL -> BoolValue.of(random.nextBoolean());
                case LONG -> LongValue.of(number());
                case STRING -> StringValue.of(one("a", "b", "ab", "k"));
            };
            case Type.Extension extension -> switch (extension) {
                case DECIMAL -> new DecimalValue(number() % 20_000 / 5_000 * 5_000);
                case IPADDR -> IpValue.parse(one("10.0.0.1", "10.0.0.0/8", "::1", "127.0.0.1"));
                case DATETIME -> new DatetimeValue(moment());
                case DURATION -> new DurationValue(moment());
            };
            case Type.Entity(var name) -> any(NAMES.get(name));
            case Type.SetOf(var element) -> set(element);
            case Type.RecordOf record -> record(record);
        };
    }

    private SetValue set(Type element) {
        var members = new ArrayList<Value>();
        var count = random.nextInt(3);
        for (var i = 0; i < count; i++) {
            members.add(value(element));
        }
        return SetValue.of(members);
    }

    private long number() {
        return switch (random.nextInt(12)) {
            case 0 -> Long.MAX_VALUE;
            case 1 -> Long.MIN_VALUE;
            case 2 -> -1;
            case 3 -> 3;
            default -> random.nextInt(3);
        };
    }

    private long moment() {
        return random.nextInt(10) == 0 ? number() : (random.nextInt(5) - 1) * 43_200_000L;
    }

    /// What may stand at `path`: nothing, what stands there now, and some values it might have instead.
    List<Value> values(InputPath path, Value now) {
        var type = schema.typeOf(path);
        var values = new ArrayList<Value>();
        values.add(null);
        if (type == null && isTyped) {
            return values;
        }
        if (now != null) {
            values.add(now);
        }
        for (var i = 0; i < (type == Type.Primitive.BOOL ? 3 : 6); i++) {
            var value = type == null ? junk() : value(type);
            if (!values.contains(value)) {
                values.add(value);
            }
        }
        return values;
    }

    /// Where `path` leads by the declared types, in this world.
    ///
    /// @param holder the entity whose attributes or tags hold it; `null` for the context
    /// @param steps  the way from there
    record Location(EntityUid holder, List<Step> steps) {}

    /// Where `path` leads; `null` where the way to it is missing.
    Location locate(InputPath path) {
        var uid = switch (path.root()) {
            case PRINCIPAL -> principal;
            case RESOURCE -> resource;
            default -> null;
        };
        var location = new Location(uid, List.of());
        var declared = Types.of(schema.schema, schema.environment, path.root());
        Value at = uid == null ? context : uid;
        for (var step : path.steps()) {
            if (declared instanceof Type.Entity) {
                if (!(at instanceof EntityUid here)) {
                    return null;
                }
                location = new Location(here, List.of());
            } else if (!(at instanceof RecordValue)) {
                return null;
            }
            var steps = new ArrayList<>(location.steps);
            steps.add(step);
            location = new Location(location.holder, steps);
            at = at(location);
            declared = declared == null
                    ? null
                    : Types.step(schema.schema, declared, step) instanceof Types.Declared.Yes(var type)
                            ? type
                            : null;
        }
        return location;
    }

    /// What stands at `location`; `null` where nothing does.
    Value at(Location location) {
        var steps = location.steps;
        Value at = container(location);
        for (var i = 0; i < steps.size(); i++) {
            at = at instanceof RecordValue record ? record.get(name(steps.get(i))) : null;
        }
        return at;
    }

    private static String name(Step step) {
        return step.name();
    }

    private RecordValue container(Location location) {
        if (location.holder == null) {
            return context;
        }
        var entity = entities.get(location.holder);
        if (entity == null) {
            return RecordValue.EMPTY;
        }
        return location.steps.getFirst() instanceof Tag ? entity.tags() : entity.attributes();
    }

    /// Puts `value` at `location`, or nothing where it is `null`.
    void put(Location location, Value value) {
        var changed = with(container(location), location.steps, value);
        if (location.holder == null) {
            context = changed;
            return;
        }
        var known = entities.getOrDefault(location.holder, Entity.of(location.holder, RecordValue.EMPTY, Set.of()));
        entities.put(location.holder, location.steps.getFirst() instanceof Attribute
                ? new Entity(known.uid(), changed, known.tags(), known.parents())
                : new Entity(known.uid(), known.attributes(), changed, known.parents()));
    }

    private static RecordValue with(RecordValue record, List<Step> steps, Value value) {
        var name = name(steps.getFirst());
        if (steps.size() > 1) {
            return record.with(name, with((RecordValue) record.get(name), steps.subList(1, steps.size()), value));
        }
        return value == null ? record.without(name) : record.with(name, value);
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private String one(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    @Override
    public String toString() {
        return "%s asks for %s with %s, knowing %s".formatted(principal, resource, context, entities.values());
    }
}
