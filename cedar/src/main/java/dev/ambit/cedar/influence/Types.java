package dev.ambit.cedar.influence;

import dev.ambit.cedar.engine.InputPath.Attribute;
import dev.ambit.cedar.engine.InputPath.Step;
import dev.ambit.cedar.engine.InputPath.Tag;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.validate.Environment;
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
import org.jspecify.annotations.Nullable;

/// What the schema declares to stand where.
final class Types {
    private Types() {}

    /// One step into a type: what is declared there, or that nothing is, or that the schema does not say.
    sealed interface Declared {
        record Yes(Type type) implements Declared {}

        record No() implements Declared {}

        record Unsaid() implements Declared {}
    }

    /// What `root` is bound to in `environment`.
    static Type of(Schema schema, Environment environment, Root root) {
        return switch (root) {
            case PRINCIPAL -> new Type.Entity(environment.principal());
            case ACTION -> new Type.Entity(environment.action().type());
            case RESOURCE -> new Type.Entity(environment.resource());
            case CONTEXT -> schema.action(environment.action())
                    .map(Schema.Action::context)
                    .orElse(Type.RecordOf.EMPTY);
        };
    }

    /// What stands one `step` into a value of `type`; `null` stands for a type that is not known.
    static Declared step(Schema schema, @Nullable Type type, Step step) {
        return switch (type) {
            case null -> new Declared.Unsaid();
            case Type.RecordOf record -> attribute(record, step);
            case Type.Entity(var name) -> schema.entityType(name)
                    .map(entity -> step(entity, step))
                    .orElse(new Declared.Unsaid());
            case Type.Primitive _,Type.Extension _,Type.SetOf _ -> new Declared.No();
        };
    }

    private static Declared step(Schema.EntityType entity, Step step) {
        return switch (step) {
            case Attribute _ -> attribute(entity.attributes(), step);
            case Tag _ -> declared(entity.tags());
        };
    }

    private static Declared attribute(Type.RecordOf record, Step step) {
        return declared(step instanceof Attribute(var name)
                ? Optional.ofNullable(record.attributes().get(name)).map(Type.Attribute::type)
                : Optional.empty());
    }

    private static Declared declared(Optional<Type> type) {
        return type.<Declared>map(Declared.Yes::new).orElse(new Declared.No());
    }

    /// The type of `value`, as far as operators ask for it: of the members of a set only if they are all entities of one
    /// type, of the attributes of a record nothing.
    static Type of(Value value) {
        return switch (value) {
            case BoolValue _ -> Type.Primitive.BOOL;
            case LongValue _ -> Type.Primitive.LONG;
            case StringValue _ -> Type.Primitive.STRING;
            case EntityUid uid -> new Type.Entity(uid.type());
            case SetValue set -> new Type.SetOf(member(set));
            case RecordValue _ -> Type.RecordOf.EMPTY;
            case DecimalValue _ -> Type.Extension.DECIMAL;
            case IpValue _ -> Type.Extension.IPADDR;
            case DatetimeValue _ -> Type.Extension.DATETIME;
            case DurationValue _ -> Type.Extension.DURATION;
        };
    }

    private static Type member(SetValue set) {
        var types = set.members().stream().map(Types::of).distinct().limit(2).toList();
        return types.size() == 1 && types.getFirst() instanceof Type.Entity entity ? entity : Type.RecordOf.EMPTY;
    }
}
