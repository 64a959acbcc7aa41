package dev.ambit.server.cli.doctor;

import dev.ambit.cedar.json.Json;
import dev.ambit.server.cli.frame.Paint;
import dev.ambit.server.cli.frame.Visible;
import dev.ambit.server.cli.frame.Wrapped;
import java.util.LinkedHashMap;
import java.util.List;

/// What one look showed.
///
/// @param what    was looked at, one or two words
/// @param message what was found
/// @param help    what to do about it; empty where that is nothing
record Finding(State state, String what, String message, String help) {

    /// What is left of 80 columns.
    private static final int WIDTH = 63;
    private static final String NEXT = "\n" + " ".repeat(17);

    /// How it is.
    enum State {
        OK("ok"), WARN("warn"), FAIL("fail");

        private final String word;

        State(String word) {
            this.word = word;
        }
    }

    static Finding ok(String what, String message) {
        return new Finding(State.OK, what, message, "");
    }

    static Finding warn(String what, String message, String help) {
        return new Finding(State.WARN, what, message, help);
    }

    static Finding fail(String what, String message, String help) {
        return new Finding(State.FAIL, what, message, help);
    }

    boolean isFailure() {
        return state == State.FAIL;
    }

    /// One line, and one more with the way out.
    String text(Paint paint) {
        var word = "%-4s".formatted(state.word);
        var painted = switch (state) {
            case OK -> paint.green(word);
            case WARN -> paint.yellow(word);
            case FAIL -> paint.red(word);
        };
        return "%s  %-9s  %s%s".formatted(painted, what, wrapped(message), help.isEmpty()
                ? ""
                : NEXT + wrapped(help));
    }

    private static String wrapped(String text) {
        return String.join(NEXT, Wrapped.lines(List.of(Visible.text(text).split(" ")), WIDTH));
    }

    Json json() {
        var fields = new LinkedHashMap<String, Json>();
        fields.put("state", Json.of(state.word));
        fields.put("what", Json.of(what));
        fields.put("message", Json.of(message));
        if (!help.isEmpty()) {
            fields.put("help", Json.of(help));
        }
        return Json.object(fields);
    }
}
