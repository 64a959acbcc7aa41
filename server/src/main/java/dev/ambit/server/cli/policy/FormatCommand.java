package dev.ambit.server.cli.policy;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.server.cli.frame.DirectoryArgument;
import dev.ambit.server.cli.frame.ExitCode;
import dev.ambit.server.cli.frame.JsonOption;
import dev.ambit.server.cli.frame.Numbered;
import dev.ambit.server.cli.frame.Screen;
import dev.ambit.server.cli.frame.Visible;
import dev.ambit.server.pap.PolicyFiles;
import dev.ambit.server.pap.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ambit policy format`: one layout for all policies, so that nobody has to think about it.
@Command(name = "format", description = {
    "Lays policies out anew: in place, and only where something changes. A file that cannot be parsed is told of, "
            + "and then no file is changed."
}, mixinStandardHelpOptions = true, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
    "0:everything is laid out", "1:a file cannot be parsed, or with --check: something would change",
    "2:the command was not understood, or a file cannot be written", "3:Ambit itself failed"
}, footerHeading = "%nExample:%n", footer = "  ambit policy format --check examples/acme")
final class FormatCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR|FILE", arity = "1..*", description = "Policy directories, or files of policies.")
    private List<Path> paths = List.of();

    @Option(names = "--check", description = "Changes nothing, and shows what would change.")
    private boolean check;

    @Option(names = "--stdout", description = "Changes nothing, and prints the one file laid out.")
    private boolean stdout;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() throws InvalidInput {
        var screen = Screen.of(spec.commandLine());
        if (stdout) {
            screen.out().print(alone().after());
            screen.out().flush();
            return ExitCode.OK;
        }
        var layouts = layouts(files());
        var changed = layouts.stream().filter(Layout::isChange).toList();
        if (!check) {
            changed.forEach(this::write);
        }
        var isOk = !check || changed.isEmpty();
        if (json.isOn()) {
            screen.print(json(layouts, changed, isOk));
        } else {
            screen.say(text(layouts, changed));
        }
        return isOk ? ExitCode.OK : ExitCode.PROBLEMS;
    }

    private Layout alone() throws InvalidInput {
        if (check || json.isOn()) {
            throw new ParameterException(spec.commandLine(),
                    "`--stdout` stands alone: it prints the policies, no report");
        }
        if (paths.size() != 1 || Files.isDirectory(paths.getFirst())) {
            throw new ParameterException(spec.commandLine(), "`--stdout` is for one file");
        }
        return layouts(files()).getFirst();
    }

    /// The files to lay out, each once, in the order asked for.
    private List<Path> files() throws InvalidInput {
        var found = new ArrayList<Path>();
        for (var path : paths) {
            if (Files.isDirectory(path)) {
                var directory = PolicyFiles.of(path);
                directory.policies().stream().filter(file -> !isJson(file)).forEach(found::add);
            } else if (!Files.exists(path)) {
                throw new ParameterException(spec.commandLine(), DirectoryArgument.missing(path));
            } else if (isJson(path)) {
                throw new ParameterException(spec.commandLine(), "`%s` is JSON: only the human syntax is laid out"
                        .formatted(path));
            } else {
                found.add(path);
            }
        }
        return found.stream().distinct().toList();
    }

    private static boolean isJson(Path file) {
        return file.toString().endsWith(".json");
    }

    private static List<Layout> layouts(List<Path> files) throws InvalidInput {
        var layouts = new ArrayList<Layout>();
        var mistakes = new ArrayList<Diagnostic>();
        for (var file : files) {
            try {
                layouts.add(Layout.of(file));
            } catch (InvalidInput input) {
                mistakes.addAll(input.diagnostics());
            }
        }
        if (!mistakes.isEmpty()) {
            throw new InvalidInput(mistakes);
        }
        return layouts;
    }

    private void write(Layout layout) {
        try {
            TextFile.replace(layout.file(), layout.after());
        } catch (IOException failure) {
            throw new ParameterException(spec.commandLine(), "`%s` cannot be written: %s"
                    .formatted(layout.name(), TextFile.why(failure)), failure);
        }
    }

    private String text(List<Layout> layouts, List<Layout> changed) {
        var shown = changed.stream()
                .map(layout -> check ? Visible.text(layout.diff()) : Visible.text(layout.name()) + "\n")
                .collect(Collectors.joining());
        var of = Numbered.of(layouts.size(), "file");
        if (changed.isEmpty()) {
            return "nothing to change in " + of;
        }
        return check
                ? "%s%d of %s would change. To change them, leave out --check".formatted(shown, changed.size(), of)
                : "%s%d of %s changed".formatted(shown, changed.size(), of);
    }

    private Json json(List<Layout> layouts, List<Layout> changed, boolean isOk) {
        var fields = new LinkedHashMap<String, Json>();
        fields.put("ok", Json.of(isOk));
        fields.put("files", Json.of(layouts.size()));
        fields.put("changed", Json.array(changed.stream().map(layout -> Json.of(layout.name())).toList()));
        if (check) {
            fields.put("diff", Json.of(changed.stream().map(Layout::diff).collect(Collectors.joining())));
        }
        return Json.object(fields);
    }
}
