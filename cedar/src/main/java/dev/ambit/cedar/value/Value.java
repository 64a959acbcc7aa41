package dev.ambit.cedar.value;

import java.util.Comparator;

/// A value of the Cedar language. Equality is Cedar's `==`: values of different kinds are never equal, and comparing
/// them is not an error.
///
/// `toString` prints the value as a Cedar expression that evaluates to it.
public sealed interface Value
        permits BoolValue, LongValue, StringValue, EntityUid, SetValue, RecordValue, ExtensionValue {

    /// A total order over all values, consistent with `equals`: first by kind, then by content.
    /// Cedar has no such order; sets are stored in it, so that they print and hash alike and need no hashing to search.
    Comparator<Value> ORDER = ValueOrder::compare;

    /// The name of this value's kind as diagnostics print it, such as `long` or `set`; for an entity, its type.
    String kind();
}
