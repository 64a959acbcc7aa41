package dev.ambit.cedar.value;

/// A 64-bit signed integer.
public record LongValue(long value) implements Value {

    public static LongValue of(long value) {
        return new LongValue(value);
    }

    @Override
    public String kind() {
        return "long";
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
