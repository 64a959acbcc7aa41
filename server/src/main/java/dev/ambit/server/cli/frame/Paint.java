package dev.ambit.server.cli.frame;

/// Colours for a terminal, or none.
///
/// @param isOn whether whoever reads this sees colours: a terminal, and no `NO_COLOR` in the environment
public record Paint(boolean isOn) {
    public String bold(String text) {
        return code("1", text);
    }

    public String red(String text) {
        return code("1;31", text);
    }

    public String yellow(String text) {
        return code("1;33", text);
    }

    public String green(String text) {
        return code("1;32", text);
    }

    public String faint(String text) {
        return code("2", text);
    }

    private String code(String code, String text) {
        return isOn ? "\u001b[%sm%s\u001b[0m".formatted(code, text) : text;
    }
}
