package dev.ambit.cedar.partial;

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
import java.util.Locale;
import java.util.Optional;

/// What operators tell values apart by.
public enum Kind {
    BOOL,
    LONG,
    STRING,
    ENTITY,
    SET,
    RECORD,
    DECIMAL,
    IPADDR,
    DATETIME,
    DURATION;

    static Kind of(Value value) {
        return switch (value) {
            case BoolValue _ -> BOOL;
            case LongValue _ -> LONG;
            case StringValue _ -> STRING;
            case EntityUid _ -> ENTITY;
            case SetValue _ -> SET;
            case RecordValue _ -> RECORD;
            case DecimalValue _ -> DECIMAL;
            case IpValue _ -> IPADDR;
            case DatetimeValue _ -> DATETIME;
            case DurationValue _ -> DURATION;
        };
    }

    /// The kind of every value that fits `knowledge`, if that says so much.
    static Optional<Kind> of(Knowledge knowledge) {
        return switch (knowledge) {
            case Knowledge.Nothing _ -> Optional.empty();
            case Knowledge.Exactly(var value) -> Optional.of(of(value));
            case Knowledge.OfKind(var kind) -> Optional.of(kind);
            case Knowledge.SetOf _ -> Optional.of(SET);
            case Knowledge.Fields _ -> Optional.of(RECORD);
            case Knowledge.SomeEntity _ -> Optional.of(ENTITY);
        };
    }

    /// What is known of a value of which only the kind is.
    Knowledge known() {
        return switch (this) {
            case SET -> Knowledge.SetOf.ANY;
            case RECORD -> Knowledge.Fields.ANY;
            case ENTITY -> Knowledge.SomeEntity.ANY;
            case BOOL, LONG, STRING, DECIMAL, IPADDR, DATETIME, DURATION -> new Knowledge.OfKind(this);
        };
    }

    /// The kind as diagnostics print it.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String withArticle() {
        return (this == ENTITY || this == IPADDR ? "an " : "a ") + word();
    }
}
