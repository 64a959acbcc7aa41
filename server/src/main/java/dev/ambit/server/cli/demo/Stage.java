package dev.ambit.server.cli.demo;

import dev.ambit.server.cli.frame.Screen;
import dev.ambit.server.cli.frame.Visible;
import dev.ambit.server.cli.frame.Wrapped;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import picocli.CommandLine;

/// Where the story is played: it shows commands, runs them, shows what they answered, and holds that to what was expected.
final class Stage {
    private static final Pattern WORD = Pattern.compile("((?:'[^']*'|[^'\\s])+)\\s*");
    private static final Pattern OPTION = Pattern.compile("--[a-z-]+");
    /// Of what is indented on a terminal of 80 columns.
    private static final int WIDTH = 72;

    private final Screen screen;
    private final Supplier<CommandLine> commands;
    private final String server;
    private final List<String> failures = new ArrayList<>();
    private int expectations;

    /// What a command did.
    record Shown(int exitCode, String text) {
        /// What stands behind `word ` in a line that begins so.
        String behind(String word) {
            return text.lines().map(String::strip).filter(line -> line.startsWith(word + " ")).map(line -> line
                    .substring(
                            word.length() + 1)).findFirst().orElse("");
        }
    }

    /// @param commands the whole command line, a new one each time
    /// @param server   to which commands talk
    Stage(Screen screen, Supplier<CommandLine> commands, String server) {
        this.screen = screen;
        this.commands = commands;
        this.server = server;
    }

    void chapter(String title) {
        screen.say("");
        screen.say(screen.paint().bold(title));
    }

    void tell(String words) {
        Wrapped.lines(List.of(words.split(" ")), WIDTH).forEach(line -> screen.say("  " + line));
    }

    /// A line of something else, as it is.
    void quote(String line) {
        answer(line);
    }

    /// Shows `command` and what it answers.
    Shown run(String command) {
        shown("$ ambit " + command);
        var shown = quietly(command);
        shown.text().lines().forEach(this::answer);
        return shown;
    }

    /// Runs a command that nobody needs to see.
    Shown quietly(String command) {
        var out = new StringWriter();
        var printer = new PrintWriter(out);
        var line = commands.get().setOut(printer).setErr(printer);
        line.setColorScheme(CommandLine.Help.defaultColorScheme(screen.paint().isOn()
                ? CommandLine.Help.Ansi.ON
                : CommandLine.Help.Ansi.OFF));
        var exitCode = line.execute(words(command).toArray(String[]::new));
        printer.flush();
        return new Shown(exitCode, out.toString().stripTrailing());
    }

    private List<String> words(String command) {
        var words = new ArrayList<String>();
        var matcher = WORD.matcher(command.strip());
        while (matcher.lookingAt()) {
            words.add(matcher.group(1).replace("'", ""));
            matcher.region(matcher.end(), matcher.regionEnd());
        }
        if (!words.getFirst().equals("policy") && !words.getFirst().equals("verify")) {
            words.add("--server");
            words.add(server);
        }
        return words;
    }

    /// Holds what was answered to what was expected; every one of `fragments` stands in it.
    void expect(Shown shown, int exitCode, String... fragments) {
        expectations++;
        for (var fragment : fragments) {
            if (!Wrapped.plain(shown.text()).contains(fragment)) {
                failed("expected `%s`".formatted(fragment));
                return;
            }
        }
        if (shown.exitCode() != exitCode) {
            failed("expected exit code %d, not %d".formatted(exitCode, shown.exitCode()));
        }
    }

    private void failed(String what) {
        failures.add(what);
        screen.say("  " + screen.paint().red("NOT AS EXPECTED: ") + Visible.text(what));
    }

    /// @return whether everything was
    boolean isAsExpected() {
        return failures.isEmpty();
    }

    String summary() {
        return failures.isEmpty()
                ? screen.paint().green("%d of %d answers were as expected".formatted(expectations, expectations))
                : screen.paint().red("%d of %d answers were not as expected: %s".formatted(failures.size(),
                        expectations,
                        String.join("; ", failures)));
    }

    private void shown(String command) {
        var words = new ArrayList<String>();
        WORD.matcher(command).results().forEach(word -> words.add(word.group(1)));
        var lines = Wrapped.lines(joined(words), WIDTH);
        for (var i = 0; i < lines.size(); i++) {
            screen.say(screen.paint().faint("  " + (i == 0 ? "" : "      ") + lines.get(i) + (i < lines.size() - 1
                    ? " \\"
                    : "")));
        }
    }

    /// An option stays with its value.
    private static List<String> joined(List<String> words) {
        var joined = new ArrayList<String>();
        for (var word : words) {
            if (!joined.isEmpty() && OPTION.matcher(joined.getLast()).matches() && !word.startsWith("--")) {
                joined.set(joined.size() - 1, joined.getLast() + " " + word);
            } else {
                joined.add(word);
            }
        }
        return joined;
    }

    /// A line of an answer, as wide as a terminal is; what does not fit stands below, further in.
    private void answer(String line) {
        var text = line.stripLeading();
        var indent = " ".repeat(4 + line.length() - text.length());
        var lines = Wrapped.lines(List.of(text.split(" ")), WIDTH);
        for (var i = 0; i < lines.size(); i++) {
            screen.say((indent + (i == 0 ? "" : "  ") + lines.get(i)).stripTrailing());
        }
    }
}
