package dev.ambit.cedar.value;

/// `true` or `false`.
public enum BoolValue implements Value {
    FALSE, TRUE;

    public static BoolValue of(boolean value) {
        return value ? TRUE : FALSE;
    }

    public boolean value() {
        return this == TRUE;
    }

    @Override
    public String kind() {
        return "bool";
    }

    @Override
    public String toString() {
        return value() ? "true" : "false";
    }
}
