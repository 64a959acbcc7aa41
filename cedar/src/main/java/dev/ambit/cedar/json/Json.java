package dev.ambit.cedar.json;

import dev.ambit.cedar.text.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A JSON value and where it stands.
/// Equality is by content; the place does not count. `toString` is compact JSON.
public sealed interface Json {

    /// Where the value stands in its source; [Span#NONE] for a value that was not read.
    Span span();

    /// @param fields in the order written
    record Obj(Map<String, Json> fields, Span span) implements Json {
        public Obj {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        /// The value of field `name`, or `null` where there is none.
        public @Nullable Json get(String name) {
            return fields.get(name);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Obj that && fields.equals(that.fields);
        }

        @Override
        public int hashCode() {
            return fields.hashCode();
        }

        @Override
        public String toString() {
            return JsonWriter.compact(this);
        }
    }

    record Arr(List<Json> items, Span span) implements Json {
        public Arr {
            items = List.copyOf(items);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Arr that && items.equals(that.items);
        }

        @Override
        public int hashCode() {
            return items.hashCode();
        }

        @Override
        public String toString() {
            return JsonWriter.compact(this);
        }
    }

    record Str(String value, Span span) implements Json {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Str that && value.equals(that.value);
        }

        @Override
        public int hashCode() {
            return value.hashCode();
        }

        @Override
        public String toString() {
            return JsonWriter.compact(this);
        }
    }

    /// @param literal the number as it was written
    record Num(String literal, Span span) implements Json {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Num that && literal.equals(that.literal);
        }

        @Override
        public int hashCode() {
            return literal.hashCode();
        }

        @Override
        public String toString() {
            return literal;
        }
    }

    record Bool(boolean value, Span span) implements Json {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Bool that && value == that.value;
        }

        @Override
        public int hashCode() {
            return Boolean.hashCode(value);
        }

        @Override
        public String toString() {
            return Boolean.toString(value);
        }
    }

    record Null(Span span) implements Json {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Null;
        }

        @Override
        public int hashCode() {
            return 0;
        }

        @Override
        public String toString() {
            return "null";
        }
    }

    static Str of(String value) {
        return new Str(value, Span.NONE);
    }

    static Num of(long value) {
        return new Num(Long.toString(value), Span.NONE);
    }

    static Bool of(boolean value) {
        return new Bool(value, Span.NONE);
    }

    static Arr array(List<? extends Json> items) {
        return new Arr(new ArrayList<>(items), Span.NONE);
    }

    static Arr array(Json... items) {
        return new Arr(List.of(items), Span.NONE);
    }

    static Obj object(Map<String, ? extends Json> fields) {
        return new Obj(new LinkedHashMap<>(fields), Span.NONE);
    }

    /// An object with one field.
    static Obj object(String name, Json value) {
        return new Obj(Map.of(name, value), Span.NONE);
    }

    /// What kind of value this is, as a diagnostic says it: `an object`, `a string`.
    default String kind() {
        return switch (this) {
            case Obj _ -> "an object";
            case Arr _ -> "an array";
            case Str _ -> "a string";
            case Num _ -> "a number";
            case Bool _ -> "a boolean";
            case Null _ -> "null";
        };
    }
}
