package dev.ambit.cedar.json;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Map;

/// Writes JSON, on one line or indented by two spaces. Field order is kept; only what must be escaped is.
public final class JsonWriter {
    private static final int INDENT = 2;

    private final StringBuilder out = new StringBuilder();
    private final ArrayDeque<Open> open = new ArrayDeque<>();
    private final boolean pretty;

    private JsonWriter(boolean pretty) {
        this.pretty = pretty;
    }

    /// On one line, without spaces.
    public static String compact(Json value) {
        return new JsonWriter(false).write(value);
    }

    /// Indented, a field or item a line.
    public static String pretty(Json value) {
        return new JsonWriter(true).write(value);
    }

    /// Writes without calling itself for what is inside: nesting costs memory, not stack.
    private String write(Json outermost) {
        begin(outermost);
        while (!open.isEmpty()) {
            var container = open.element();
            if (container.hasNext()) {
                out.append(container.isFirst ? "" : ",");
                container.isFirst = false;
                line();
                begin(container.next());
            } else {
                open.pop();
                if (!container.isFirst) {
                    line();
                }
                out.append(container.close);
            }
        }
        return out.toString();
    }

    /// Writes a value that holds no other, or the beginning of one that does.
    private void begin(Json value) {
        switch (value) {
            case Json.Obj(var fields, _) -> {
                out.append('{');
                open.push(new OpenObject(fields.entrySet().iterator()));
            }
            case Json.Arr(var items, _) -> {
                out.append('[');
                open.push(new OpenArray(items.iterator()));
            }
            case Json.Str(var text, _) -> string(text);
            case Json.Num(var literal, _) -> out.append(literal);
            case Json.Bool(var truth, _) -> out.append(truth);
            case Json.Null _ -> out.append("null");
        }
    }

    /// An object or array whose end has not been written.
    private abstract static class Open {
        final char close;
        boolean isFirst = true;

        Open(char close) {
            this.close = close;
        }

        abstract boolean hasNext();

        /// The next value, once what stands before it is written.
        abstract Json next();
    }

    private final class OpenObject extends Open {
        private final Iterator<Map.Entry<String, Json>> fields;

        OpenObject(Iterator<Map.Entry<String, Json>> fields) {
            super('}');
            this.fields = fields;
        }

        @Override
        boolean hasNext() {
            return fields.hasNext();
        }

        @Override
        Json next() {
            var field = fields.next();
            string(field.getKey());
            out.append(pretty ? ": " : ":");
            return field.getValue();
        }
    }

    private static final class OpenArray extends Open {
        private final Iterator<Json> items;

        OpenArray(Iterator<Json> items) {
            super(']');
            this.items = items;
        }

        @Override
        boolean hasNext() {
            return items.hasNext();
        }

        @Override
        Json next() {
            return items.next();
        }
    }

    private void line() {
        if (pretty) {
            out.append('\n').repeat(' ', open.size() * INDENT);
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
