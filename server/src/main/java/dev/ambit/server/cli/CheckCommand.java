package dev.ambit.server.cli;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.server.pap.PolicyDirectory;
import dev.ambit.server.pap.PolicyLint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `ambit policy check`: everything that is wrong with a directory, or doubtful, in one go.
@Command(name = "check", description = {
    "Says everything that is wrong with a policy directory: syntax, schema, types, entities, and what is doubtful."
}, mixinStandardHelpOptions = true, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
    "0:nothing wrong; there may be warnings", "1:there are errors, or warnings with --deny-warnings",
    "2:the command was not understood", "3:Ambit itself failed"
}, footerHeading = "%nExample:%n", footer = "  ambit policy check examples/acme")
final class CheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DirectoryArgument directory;

    @Mixin
    private JsonOption json;

    @Option(names = "--deny-warnings", description = "Ends with 1 for warnings, too.")
    private boolean denyWarnings;

    /// What was found: the directory where it could be read, and everything there is to say about it.
    private record Found(Optional<PolicyDirectory> directory, List<Diagnostic> diagnostics) {}

    @Override
    public Integer call() {
        var screen = Screen.of(spec.commandLine());
        var found = look();
        var isOk = found.directory().isPresent() && !(denyWarnings && !found.diagnostics().isEmpty());
        if (json.isOn()) {
            screen.print(json(found, isOk));
        } else {
            screen.say(text(found, screen.paint()));
        }
        return isOk ? ExitCode.OK : ExitCode.PROBLEMS;
    }

    private Found look() {
        try {
            var loaded = directory.load();
            return new Found(Optional.of(loaded), PolicyLint.of(loaded));
        } catch (InvalidInput input) {
            return new Found(Optional.empty(), input.diagnostics());
        }
    }

    private String text(Found found, Paint paint) {
        var name = Visible.text(directory.path().toString());
        var out = new StringBuilder(Screen.text(found.diagnostics(), paint));
        out.append(paint.bold(name + ":")).append(' ')
                .append(found.directory().isEmpty() ? paint.red("refused") : paint.green("valid"))
                .append(", ").append(Numbered.of(found.diagnostics()));
        found.directory().ifPresent(loaded -> {
            out.append("\n  ").append(Contents.of(loaded).text());
            Unread.note(loaded.files()).ifPresent(note -> out.append("\n  ").append(note));
        });
        return out.toString();
    }

    private Json json(Found found, boolean isOk) {
        var fields = new LinkedHashMap<String, Json>();
        fields.put("ok", Json.of(isOk));
        fields.put("directory", Json.of(directory.path().toString()));
        found.directory().ifPresent(loaded -> {
            fields.put("contents", Contents.of(loaded).json());
            fields.put("unread", Json.array(loaded.files().unread().stream()
                    .map(file -> Json.of(loaded.files().relative(file)))
                    .toList()));
        });
        fields.put("diagnostics", DiagnosticJson.of(found.diagnostics()));
        return Json.object(fields);
    }
}
