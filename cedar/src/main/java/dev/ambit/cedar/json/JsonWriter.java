package dev.ambit.cedar.json;

import java.util.function.Consumer;

/// Writes JSON, on one line or indented by two spaces. Field order is kept; only what must be escaped is.
public final class JsonWriter {
    private static final int INDENT = 2;

    private final StringBuilder out = new StringBuilder();
    private final boolean pretty;
    private int level;

    private JsonWriter(boolean pretty) {
        this.pretty = pretty;
    }

    /// On one line, without spaces.
    public static String compact(Json value) {
        return write(value, false);
    }

    /// Indented, a field or item a line.
    public static String pretty(Json value) {
        return write(value, true);
    }

    private static String write(Json value, boolean pretty) {
        var writer = new JsonWriter(pretty);
        writer.value(value);
        return writer.out.toString();
    }

    private void value(Json value) {
        switch (value) {
            case Json.Obj(var fields, _) -> list('{', '}', fields.entrySet(), field -> field(field.getKey(), field
                    .getValue()));
            case Json.Arr(var items, _) -> list('[', ']', items, this::value);
            case Json.Str(var text, _) -> string(text);
            case Json.Num(var literal, _) -> out.append(literal);
            case Json.Bool(var truth, _) -> out.append(truth);
            case Json.Null _ -> out.append("null");
        }
    }

    private <T> void list(char open, char close, Iterable<T> items, Consumer<T> each) {
        out.append(open);
        level++;
        var first = true;
        for (var item : items) {
            if (!first) {
                out.append(',');
            }
            first = false;
            line();
            each.accept(item);
        }
        level--;
        if (!first) {
            line();
        }
        out.append(close);
    }

    private void field(String name, Json value) {
        string(name);
        out.append(pretty ? ": " : ":");
        value(value);
    }

    private void line() {
        if (pretty) {
            out.append('\n').repeat(' ', level * INDENT);
        }
    }

    private void string(String text) {
        out.append('"');
        for (var i = 0; i < text.length(); i++) {
            character(text.charAt(i));
        }
        out.append('"');
    }

    private void character(char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (c < ' ') {
                    out.append("\\u%04x".formatted((int) c));
                } else {
                    out.append(c);
                }
            }
        }
    }
}
