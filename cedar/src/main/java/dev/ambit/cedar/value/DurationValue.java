package dev.ambit.cedar.value;

/// A stretch of time, to the millisecond, negative where it runs backwards.
public record DurationValue(long millis) implements ExtensionValue {
    @Override
    public String kind() {
        return "duration";
    }

    @Override
    public String constructor() {
        return "duration";
    }

    @Override
    public String text() {
        return millis + "ms";
    }

    @Override
    public String toString() {
        return "duration(" + Quoted.string(text()) + ")";
    }
}
