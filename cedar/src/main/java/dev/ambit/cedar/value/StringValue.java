package dev.ambit.cedar.value;

/// A string of Unicode scalar values.
public record StringValue(String value) implements Value {

    public static StringValue of(String value) {
        return new StringValue(value);
    }

    @Override
    public String kind() {
        return "string";
    }

    @Override
    public String toString() {
        return Quoted.string(value);
    }
}
