package dev.ambit.cedar.validate;

import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.entity.Entity;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.schema.Type.Extension;
import dev.ambit.cedar.schema.Type.Primitive;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/// Makes up requests and entities for a schema. They fit it but for a little mischief: a value of another type, an attribute
/// left out or added, a name nobody knows, a group it cannot be in.
final class RandomFacts {
    private static final List<Type> TYPES = List.of(Primitive.BOOL, Primitive.LONG, Primitive.STRING, Extension.DECIMAL,
            Extension.IPADDR, Extension.DATETIME, Extension.DURATION, new Type.Entity("User"), new Type.Entity("Color"),
            new Type.SetOf(Primitive.LONG), Type.RecordOf.EMPTY);

    private final SplittableRandom random;
    private final Schema schema;
    private final int mischief;

    /// @param mischief one of how many pieces is wrong on purpose
    RandomFacts(SplittableRandom random, Schema schema, int mischief) {
        this.random = random;
        this.schema = schema;
        this.mischief = mischief;
    }

    Request request() {
        var environments = Environment.allOf(schema);
        var here = environments.isEmpty() || random.nextInt(mischief) == 0
                ? new Environment(type("User"), action(), type("Robot"))
                : one(environments);
        var context = schema.action(here.action()).map(Schema.Action::context).orElse(Type.RecordOf.EMPTY);
        return new Request(name(here.principal()), here.action(), name(here.resource()), record(context, 3));
    }

    Entities entities() {
        var entities = new HashMap<EntityUid, Entity>();
        for (var i = random.nextInt(1, 6); i > 0; i--) {
            var entity = random.nextInt(3) == 0 ? actionEntity() : entity();
            entities.put(entity.uid(), entity);
        }
        try {
            return Entities.of(entities.values());
        } catch (IllegalArgumentException circular) {
            return entities();
        }
    }

    private Entity entity() {
        var uid = name(type(one(RandomSchemaText.TYPES)));
        var type = schema.entityType(uid.type());
        var attributes = record(type.map(Schema.EntityType::attributes).orElse(Type.RecordOf.EMPTY), 3);
        var tags = new HashMap<String, Value>();
        if (random.nextInt(3) == 0) {
            type.flatMap(Schema.EntityType::tags).ifPresent(tag -> tags.put("a", value(tag, 2)));
        }
        if (random.nextInt(mischief) == 0) {
            tags.put("b", value(one(TYPES), 1));
        }
        var above = List.copyOf(schema.ancestorTypes(uid.type()));
        Set<EntityUid> parents = new HashSet<>();
        for (var i = random.nextInt(3); i > 0; i--) {
            if (random.nextInt(mischief) == 0) {
                parents.add(random.nextBoolean() ? action() : name(one(RandomSchemaText.TYPES)));
            } else if (!above.isEmpty()) {
                parents.add(name(one(above)));
            }
        }
        return new Entity(uid, attributes, RecordValue.of(tags), parents);
    }

    private Entity actionEntity() {
        var uid = action();
        var groups = random.nextInt(mischief) == 0
                ? Set.of(action())
                : random.nextBoolean()
                        ? schema.ancestors(uid)
                        : schema.action(uid).map(Schema.Action::memberOf).orElse(Set.of());
        var attributes = random.nextInt(mischief) == 0
                ? RecordValue.of(Map.of("a", LongValue.of(1)))
                : RecordValue.EMPTY;
        return Entity.of(uid, attributes, groups);
    }

    private RecordValue record(Type.RecordOf type, int depth) {
        var attributes = new HashMap<String, Value>();
        type.attributes().forEach((name, attribute) -> {
            var isThere = attribute.required() ? random.nextInt(mischief) != 0 : random.nextBoolean();
            if (isThere) {
                attributes.put(name, value(attribute.type(), depth - 1));
            }
        });
        if (random.nextInt(mischief) == 0) {
            attributes.put(one(RandomSchemaText.ATTRIBUTES), value(one(TYPES), 1));
        }
        return RecordValue.of(attributes);
    }

    private Value value(Type expected, int depth) {
        var type = random.nextInt(mischief) == 0 ? one(TYPES) : expected;
        return switch (type) {
            case Primitive.BOOL -> BoolValue.of(random.nextBoolean());
            case Primitive.LONG -> LongValue.of(random.nextInt(9));
            case Primitive.STRING -> StringValue.of(one(List.of("", "x", "red")));
            case Extension.DECIMAL -> new DecimalValue(random.nextInt(100_000));
            case Extension.IPADDR -> new IpValue(true, 0, random.nextInt(1 << 30), 32);
            case Extension.DATETIME -> new DatetimeValue(random.nextInt());
            case Extension.DURATION -> new DurationValue(random.nextInt());
            case Type.Entity(var name) -> name(name);
            case Type.SetOf(var element) -> depth <= 0
                    ? SetValue.EMPTY
                    : SetValue.of(value(element, depth - 1), value(element, depth - 1));
            case Type.RecordOf attributes -> record(attributes, depth);
        };
    }

    private EntityUid name(String type) {
        var id = random.nextInt(mischief) == 0 ? "blue" : one(List.of("red", "green"));
        return Vocabulary.isActionType(type) ? action() : EntityUid.of(type, id);
    }

    private String type(String type) {
        return random.nextInt(mischief) == 0 ? one(List.of("Nobody", "Action", "Color", "N::Doc")) : type;
    }

    private EntityUid action() {
        return random.nextInt(mischief) == 0
                ? EntityUid.of("Action", "unknown")
                : one(List.copyOf(schema.actions().keySet()));
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
