package dev.ambit.cedar.value;

/// Prints values as Cedar expressions, into one buffer: printing each level into a string of its own would copy the
/// innermost as often as it is nested.
final class ValuePrinter {
    private ValuePrinter() {}

    static String print(Value value) {
        var out = new StringBuilder();
        print(value, out);
        return out.toString();
    }

    private static void print(Value value, StringBuilder out) {
        switch (value) {
            case SetValue set -> print(set, out);
            case RecordValue record -> print(record, out);
            case BoolValue _,LongValue _,StringValue _,EntityUid _,ExtensionValue _ -> out.append(value);
        }
    }

    private static void print(SetValue set, StringBuilder out) {
        out.append('[');
        for (var i = 0; i < set.size(); i++) {
            out.append(i == 0 ? "" : ", ");
            print(set.member(i), out);
        }
        out.append(']');
    }

    private static void print(RecordValue record, StringBuilder out) {
        var separator = "";
        out.append('{');
        for (var attribute : record.attributes().entrySet()) {
            out.append(separator).append('"');
            Quoted.escape(out, attribute.getKey()).append("\": ");
            print(attribute.getValue(), out);
            separator = ", ";
        }
        out.append('}');
    }
}
