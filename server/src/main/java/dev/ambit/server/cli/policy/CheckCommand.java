package dev.ambit.server.cli.policy;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.core.policy.ReleaseId;
import dev.ambit.server.cli.frame.DiagnosticJson;
import dev.ambit.server.cli.frame.DirectoryArgument;
import dev.ambit.server.cli.frame.ExitCode;
import dev.ambit.server.cli.frame.JsonOption;
import dev.ambit.server.cli.frame.Numbered;
import dev.ambit.server.cli.frame.Paint;
import dev.ambit.server.cli.frame.Screen;
import dev.ambit.server.cli.frame.Visible;
import dev.ambit.server.pap.CedarDirectory;
import dev.ambit.server.pap.CedarLint;
import dev.ambit.server.pap.PolicyFiles;
import dev.ambit.server.pap.ReleaseDirectory;
import java.nio.file.Path;
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

    /// What was found: what the directory holds where it could be read, and everything there is to say about it.
    private record Found(Optional<Loaded> loaded, List<Diagnostic> diagnostics) {}

    /// @param release its name, where the directory makes a release
    /// @param unread  by the way from the root of the directory
    private record Loaded(Contents contents, Optional<ReleaseId> release, List<String> unread) {}

    @Override
    public Integer call() {
        var screen = Screen.of(spec.commandLine());
        var found = look();
        var isOk = found.loaded().isPresent() && !(denyWarnings && !found.diagnostics().isEmpty());
        if (json.isOn()) {
            screen.print(json(found, isOk));
        } else {
            screen.say(text(found, screen.paint()));
        }
        return isOk ? ExitCode.OK : ExitCode.PROBLEMS;
    }

    private Found look() {
        try {
            return ReleaseDirectory.isOne(directory.path()) ? release() : cedar();
        } catch (InvalidInput input) {
            return new Found(Optional.empty(), input.diagnostics());
        }
    }

    private Found cedar() throws InvalidInput {
        var read = CedarDirectory.load(directory.path());
        return found(Contents.of(read), Optional.empty(), read.files(), read.files().unread(), CedarLint.of(read));
    }

    private Found release() throws InvalidInput {
        var read = ReleaseDirectory.load(directory.path());
        return found(Contents.of(read), Optional.of(read.release().id()), read.files(), read.unread(), read
                .warnings());
    }

    private static Found found(Contents contents, Optional<ReleaseId> release, PolicyFiles files, List<Path> unread,
            List<Diagnostic> warnings) {
        return new Found(Optional.of(new Loaded(contents, release, unread.stream().map(files::relative).toList())),
                warnings);
    }

    private String text(Found found, Paint paint) {
        var name = Visible.text(directory.path().toString());
        var out = new StringBuilder(Screen.text(found.diagnostics(), paint));
        out.append(paint.bold(name + ":")).append(' ')
                .append(found.loaded().isEmpty() ? paint.red("refused") : paint.green("valid"))
                .append(", ").append(Numbered.of(found.diagnostics()));
        found.loaded().ifPresent(loaded -> {
            loaded.release().ifPresent(id -> out.append("\n  release ").append(id));
            out.append("\n  ").append(loaded.contents().text());
            Unread.note(loaded.unread()).ifPresent(note -> out.append("\n  ").append(note));
        });
        return out.toString();
    }

    private Json json(Found found, boolean isOk) {
        var fields = new LinkedHashMap<String, Json>();
        fields.put("ok", Json.of(isOk));
        fields.put("directory", Json.of(directory.path().toString()));
        found.loaded().ifPresent(loaded -> {
            loaded.release().ifPresent(id -> fields.put("release", Json.of(id.hex())));
            fields.put("contents", loaded.contents().json());
            fields.put("unread", Json.array(loaded.unread().stream().map(Json::of).toList()));
        });
        fields.put("diagnostics", DiagnosticJson.of(found.diagnostics()));
        return Json.object(fields);
    }
}
