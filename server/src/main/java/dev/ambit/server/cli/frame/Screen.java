package dev.ambit.server.cli.frame;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonWriter;
import dev.ambit.cedar.text.Diagnostic;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;

/// Where a command's words go: what was asked for to `out`, what kept it from being done to `err`.
public record Screen(PrintWriter out, PrintWriter err, Paint paint) {

    public static Screen of(CommandLine command) {
        return new Screen(command.getOut(), command.getErr(), new Paint(command.getColorScheme().ansi().enabled()));
    }

    /// A whole answer for a program.
    public void print(Json answer) {
        out.println(JsonWriter.pretty(answer));
        out.flush();
    }

    /// A line for a person.
    public void say(String line) {
        out.println(line);
        out.flush();
    }

    /// A line for a person, about something that is not as it should be.
    public void warn(String line) {
        err.println(line);
        err.flush();
    }

    public static String text(List<Diagnostic> diagnostics, Paint paint) {
        var texts = new DiagnosticText(paint);
        return String.join("", diagnostics.stream().map(texts::of).toList());
    }
}
