package dev.ambit.server.cli;

/// Colours for a terminal, or none.
///
/// @param isOn whether whoever reads this sees colours: a terminal, and no `NO_COLOR` in the environment
record Paint(boolean isOn) {
    String bold(String text) {
        return code("1", text);
    }

    String red(String text) {
        return code("1;31", text);
    }

    String yellow(String text) {
        return code("1;33", text);
    }

    String green(String text) {
        return code("1;32", text);
    }

    String faint(String text) {
        return code("2", text);
    }

    private String code(String code, String text) {
        return isOn ? "\u001b[%sm%s\u001b[0m".formatted(code, text) : text;
    }
}
