package dev.ambit.server.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/// One run of the command line in this process.
///
/// @param out what it printed as its answer
/// @param err what it printed besides
public record Ambit(int exitCode, String out, String err) {
    private static final Path ROOT = Path.of(System.getProperty("ambit.root", "..")).toAbsolutePath().normalize();

    /// A file of the repository.
    public static Path file(String path) {
        return ROOT.resolve(path);
    }

    public static Ambit run(Object... arguments) {
        return run(Help.Ansi.OFF, arguments);
    }

    public static Ambit inColour(Object... arguments) {
        return run(Help.Ansi.ON, arguments);
    }

    private static Ambit run(Help.Ansi ansi, Object... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        CommandLine ambit = AmbitCommand.commandLine()
                .setColorScheme(Help.defaultColorScheme(ansi))
                .setUsageHelpWidth(100)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err));
        var words = new String[arguments.length];
        for (var i = 0; i < arguments.length; i++) {
            words[i] = arguments[i].toString();
        }
        var exitCode = ambit.execute(words);
        return new Ambit(exitCode, told(out), told(err));
    }

    /// What was printed, with the repository's directories as somebody at its root calls them.
    private static String told(StringWriter printed) {
        return printed.toString().replace(System.lineSeparator(), "\n").replace(ROOT + "/", "");
    }

    /// The same run as somebody standing in `directory` sees it.
    public Ambit in(Path directory) {
        return new Ambit(exitCode, out.replace(directory + "/", ""), err.replace(directory + "/", ""));
    }
}
