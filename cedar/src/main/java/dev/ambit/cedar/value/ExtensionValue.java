package dev.ambit.cedar.value;

/// A value of one of Cedar's extension types.
public sealed interface ExtensionValue extends Value permits DecimalValue, IpValue, DatetimeValue, DurationValue {

    /// The name of the function that makes such a value from a string: `decimal`, `ip`, `datetime` or `duration`.
    String constructor();

    /// The string from which [#constructor] makes this value again, if there is one: see [DatetimeValue#hasText].
    String text();
}
