package dev.ambit.cedar.explain;

import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.schema.Type;
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
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Values of a type that are worth trying in the place of an input: those that the policies tell apart, and for a record
/// what can be made of such.
final class Candidates {
    private static final Value SOME_ADDRESS = Objects.requireNonNull(IpValue.parse("192.0.2.1"));
    private static final Value SOME_DECIMAL = Objects.requireNonNull(DecimalValue.parse("0.0"));
    private static final Value SOME_DURATION = Objects.requireNonNull(DurationValue.parse("0ms"));
    /// Most of them, of one type.
    private static final int MOST = 200;

    private final Set<Value> literals;
    private final Optional<Schema> schema;

    Candidates(Set<Value> literals, Optional<Schema> schema) {
        this.literals = literals;
        this.schema = schema;
    }

    List<Value> of(Type type) {
        return switch (type) {
            case Type.Primitive primitive -> switch (primitive) {
                case BOOL -> List.of(BoolValue.FALSE, BoolValue.TRUE);
                case LONG -> mentioned(LongValue.class::isInstance);
                case STRING -> mentioned(StringValue.class::isInstance);
            };
            case Type.Extension extension -> switch (extension) {
                case DECIMAL -> mentionedOr(DecimalValue.class::isInstance, SOME_DECIMAL);
                case IPADDR -> mentionedOr(IpValue.class::isInstance, SOME_ADDRESS);
                case DATETIME -> mentionedOr(DatetimeValue.class::isInstance, DatetimeValue.EPOCH);
                case DURATION -> mentionedOr(DurationValue.class::isInstance, SOME_DURATION);
            };
            case Type.Entity(var name) -> entities(name);
            case Type.SetOf(var element) -> Stream.<Value>concat(Stream.of(SetValue.EMPTY), of(element).stream()
                    .map(SetValue::of)).limit(MOST).toList();
            case Type.RecordOf record -> records(record);
        };
    }

    /// Other values of the kind of `value`; of an entity, of its type.
    List<Value> like(Value value) {
        return value instanceof EntityUid uid
                ? of(new Type.Entity(uid.type()))
                : mentioned(other -> other.getClass() == value.getClass());
    }

    /// Any values at all.
    List<Value> any() {
        return mentioned(_ -> true);
    }

    /// Those the schema lists; where it lists none, those that are mentioned and one that is not.
    private List<Value> entities(String type) {
        return schema.flatMap(known -> known.entityType(type)).flatMap(Schema.EntityType::enumerated)
                .map(ids -> ids.stream().sorted().limit(MOST).<Value>map(id -> EntityUid.of(type, id)).toList())
                .orElseGet(() -> mentionedOr(value -> value instanceof EntityUid uid && uid.type().equals(type),
                        EntityUid.of(type, Literals.UNHEARD_OF)));
    }

    private List<Value> mentioned(Predicate<Value> wanted) {
        return literals.stream().filter(wanted).limit(MOST).toList();
    }

    private List<Value> mentionedOr(Predicate<Value> wanted, Value other) {
        return Stream.concat(mentioned(wanted).stream(), Stream.of(other)).distinct().toList();
    }

    /// Every combination, as many as are allowed.
    private List<Value> records(Type.RecordOf type) {
        var records = List.of(RecordValue.EMPTY);
        for (var attribute : type.attributes().entrySet()) {
            var values = of(attribute.getValue().type());
            var longer = new ArrayList<RecordValue>();
            for (var record : records) {
                values.stream().limit((long) MOST - longer.size())
                        .forEach(value -> longer.add(record.with(attribute.getKey(), value)));
            }
            records = longer;
        }
        return List.<Value>copyOf(records);
    }
}
