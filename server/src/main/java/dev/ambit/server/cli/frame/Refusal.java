package dev.ambit.server.cli.frame;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.text.Diagnostic;
import java.util.LinkedHashMap;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/// What a command says when what it was to work on has mistakes: all of them, and nothing else.
///
/// @param isJson whether the answer is for a program
public record Refusal(Screen screen, boolean isJson) {

    public static Refusal of(CommandLine command, ParseResult parsed) {
        var innermost = parsed;
        while (innermost.hasSubcommand()) {
            innermost = innermost.subcommand();
        }
        return new Refusal(Screen.of(command), innermost.hasMatchedOption("--json"));
    }

    /// @return the exit code
    public int tell(List<Diagnostic> diagnostics, int exitCode) {
        if (isJson) {
            var fields = new LinkedHashMap<String, Json>();
            fields.put("ok", Json.of(false));
            fields.put("diagnostics", DiagnosticJson.of(diagnostics));
            screen.print(Json.object(fields));
        } else {
            screen.err().print(Screen.text(diagnostics, screen.paint()));
            screen.err().println(screen.paint().red(Numbered.of(diagnostics)));
            screen.err().flush();
        }
        return exitCode;
    }
}
