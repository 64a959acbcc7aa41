package dev.ambit.cedar.value;

/// An instant, to the millisecond.
///
/// @param epochMillis milliseconds since 1970-01-01T00:00:00Z, negative before
public record DatetimeValue(long epochMillis) implements ExtensionValue {
    @Override
    public String kind() {
        return "datetime";
    }

    @Override
    public String constructor() {
        return "datetime";
    }

    @Override
    public String text() {
        throw new IllegalStateException("filled in by the extension work");
    }

    @Override
    public String toString() {
        return "datetime(" + Quoted.string(text()) + ")";
    }
}
