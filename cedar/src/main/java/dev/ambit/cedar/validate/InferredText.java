package dev.ambit.cedar.validate;

import dev.ambit.cedar.value.Quoted;

/// Prints types for people, and so never much more than fits on a line: records of records that share their parts can
/// be small in a schema and endless written out.
final class InferredText {
    private static final int LONGEST = 120;

    private final StringBuilder out = new StringBuilder();

    private InferredText() {}

    static String of(Inferred type) {
        var text = new InferredText();
        text.print(type);
        return text.out.toString();
    }

    private void print(Inferred type) {
        if (isFull()) {
            out.append("…");
            return;
        }
        switch (type) {
            case Inferred.Bool _,Inferred.Plain _,Inferred.Unknown _ -> out.append(type);
            case Inferred.SetOf(var element) -> {
                out.append("Set<");
                print(element);
                out.append('>');
            }
            case Inferred.RecordOf entries -> print(entries);
        }
    }

    private void print(Inferred.RecordOf entries) {
        var separator = "{";
        for (var field : entries.fields().entrySet()) {
            out.append(separator);
            if (isFull()) {
                out.append("…");
                break;
            }
            var name = field.getKey();
            out.append(Quoted.isIdentifier(name) ? name : Quoted.string(name));
            out.append(field.getValue().required() ? ": " : "?: ");
            print(field.getValue().type());
            separator = ", ";
        }
        out.append(entries.fields().isEmpty() ? "{}" : "}");
    }

    private boolean isFull() {
        return out.length() > LONGEST;
    }
}
