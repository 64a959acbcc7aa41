package dev.ambit.cedar.validate;

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
import java.util.Optional;

/// Holds values against the types of a schema. It looks no deeper into a value than the type goes.
final class Conformance {
    private final Schema schema;
    private final Violations violations;

    Conformance(Schema schema, Violations violations) {
        this.schema = schema;
        this.violations = violations;
    }

    void check(Value value, Type type, Subject subject) {
        switch (type) {
            case Type.SetOf(var element) when value instanceof SetValue members -> {
                for (var member : members.members()) {
                    check(member, element, subject.member());
                }
            }
            case Type.RecordOf expected when value instanceof RecordValue attributes ->
                check(attributes, expected, subject);
            case Type.Entity(var name) when value instanceof EntityUid uid && uid.type().equals(name) ->
                checkName(uid, subject);
            case Type.Primitive _,Type.Extension _,Type.Entity _,Type.SetOf _,Type.RecordOf _ -> {
                if (!isOf(value, type)) {
                    violations.add("wrong-type", subject, "`%s` is a value of type `%s`, expected one of type `%s`"
                            .formatted(subject, value.kind(), Excerpts.cut(type.toString())));
                }
            }
        }
    }

    private void check(RecordValue attributes, Type.RecordOf expected, Subject subject) {
        var present = 0;
        for (var attribute : expected.attributes().entrySet()) {
            var name = attribute.getKey();
            var value = attributes.get(name);
            if (value != null) {
                present++;
                check(value, attribute.getValue().type(), subject.attribute(name));
            } else if (attribute.getValue().required()) {
                violations.add("missing-attribute", subject.attribute(name), "`%s` is missing, and it is required"
                        .formatted(subject.attribute(name)));
            }
        }
        if (present < attributes.size()) {
            refuseOthers(attributes, expected, subject);
        }
    }

    private void refuseOthers(RecordValue attributes, Type.RecordOf expected, Subject subject) {
        var known = expected.attributes().keySet();
        for (var name : attributes.attributes().keySet()) {
            if (!known.contains(name)) {
                violations.misspelt("unknown-attribute", subject.attribute(name),
                        "`%s` is not in the schema".formatted(subject.attribute(name)), name, known);
            }
        }
    }

    /// Reports a name whose type lists its entities and not this one, and an action nobody declared.
    void checkName(EntityUid uid, Subject subject) {
        if (uid.isAction()) {
            if (schema.action(uid).isEmpty()) {
                violations.add("unknown-action", subject, "`%s` names `%s`, an action that is not in the schema"
                        .formatted(subject, uid));
            }
            return;
        }
        schema.entityType(uid.type())
                .flatMap(Schema.EntityType::enumerated)
                .filter(ids -> !ids.contains(uid.id()))
                .ifPresent(ids -> violations.add("unknown-entity-id", subject,
                        "`%s` is `%s`, which is not one of the entities `%s` lists".formatted(subject, uid, uid.type()),
                        Optional.of("It lists " + Wording.list(ids))));
    }

    private static boolean isOf(Value value, Type type) {
        return switch (value) {
            case BoolValue _ -> type == Type.Primitive.BOOL;
            case LongValue _ -> type == Type.Primitive.LONG;
            case StringValue _ -> type == Type.Primitive.STRING;
            case DecimalValue _ -> type == Type.Extension.DECIMAL;
            case IpValue _ -> type == Type.Extension.IPADDR;
            case DatetimeValue _ -> type == Type.Extension.DATETIME;
            case DurationValue _ -> type == Type.Extension.DURATION;
            case EntityUid _,SetValue _,RecordValue _ -> false;
        };
    }
}
