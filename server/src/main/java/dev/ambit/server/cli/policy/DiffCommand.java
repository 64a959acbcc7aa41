package dev.ambit.server.cli.policy;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.server.cli.frame.DirectoryArgument;
import dev.ambit.server.cli.frame.ExitCode;
import dev.ambit.server.cli.frame.JsonOption;
import dev.ambit.server.cli.frame.Numbered;
import dev.ambit.server.cli.frame.Paint;
import dev.ambit.server.cli.frame.Screen;
import dev.ambit.server.cli.frame.Visible;
import dev.ambit.server.pap.ReleaseDirectory;
import dev.ambit.server.trial.ReleaseDiff.Answer;
import dev.ambit.server.trial.ReleaseDiff.Change;
import dev.ambit.server.trial.ReleaseDiff;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ambit policy diff`: what one policy directory says otherwise than another, and which answers change.
@Command(name = "diff", description = {
    "Says what a release changes: profiles, limits, conditions, policies, signals and entities, and which answers to the "
            + "tests of both directories."
}, mixinStandardHelpOptions = true, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
    "0:both say the same", "1:they do not, or one has errors", "2:the command was not understood",
    "3:Ambit itself failed"
}, footerHeading = "%nExample:%n", footer = "  ambit policy diff ../main/acme acme")
final class DiffCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "OLD", description = "The policy directory as it was.")
    private Path before;

    @Parameters(index = "1", paramLabel = "NEW", description = "The policy directory as it shall be.")
    private Path after;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() throws InvalidInput {
        var screen = Screen.of(spec.commandLine());
        var diff = ReleaseDiff.between(load(before), load(after));
        if (json.isOn()) {
            screen.print(json(diff));
        } else {
            screen.say(text(diff, screen.paint()));
        }
        return diff.isEmpty() ? ExitCode.OK : ExitCode.PROBLEMS;
    }

    private ReleaseDirectory load(Path path) throws InvalidInput {
        if (!Files.isDirectory(path)) {
            throw new ParameterException(spec.commandLine(), DirectoryArgument.missing(path));
        }
        if (!ReleaseDirectory.isOne(path)) {
            throw new ParameterException(spec.commandLine(), "`%s` has no profiles".formatted(path));
        }
        return ReleaseDirectory.load(path);
    }

    private static String text(ReleaseDiff diff, Paint paint) {
        if (diff.isEmpty()) {
            return diff.before().id().equals(diff.after().id())
                    ? "the same release"
                    : "another release that says the same";
        }
        var out = new StringBuilder();
        diff.changes().forEach(change -> out.append(text(change, paint)));
        diff.answers().forEach(answer -> out.append("%s %s: %s, was %s\n".formatted(paint.bold("answer"), Visible.text(
                answer.test().name().value()), answer.after().orElse("cannot be asked"), answer.before().orElse(
                        "not to be asked"))));
        return out + "%s, %s".formatted(Numbered.of(diff.changes().size(), "change"), Numbered.of(diff.answers().size(),
                "changed answer"));
    }

    private static String text(Change change, Paint paint) {
        var sign = change.before().isEmpty() ? "+" : change.after().isEmpty() ? "-" : "~";
        return "%s %s\n%s%s".formatted(sign, paint.bold(Visible.text(change.what())), lines("  - ", change.before()),
                lines("  + ", change.after()));
    }

    private static String lines(String sign, Optional<String> text) {
        var out = new StringBuilder();
        text.ifPresent(found -> found.lines().forEach(line -> out.append(sign).append(Visible.text(line)).append(
                '\n')));
        return out.toString();
    }

    private static Json json(ReleaseDiff diff) {
        var fields = new LinkedHashMap<String, Json>();
        fields.put("ok", Json.of(diff.isEmpty()));
        fields.put("before", Json.of(diff.before().id().hex()));
        fields.put("after", Json.of(diff.after().id().hex()));
        fields.put("changes", Json.array(diff.changes().stream().map(DiffCommand::json).toList()));
        fields.put("answers", Json.array(diff.answers().stream().map(DiffCommand::json).toList()));
        return Json.object(fields);
    }

    private static Json json(Change change) {
        var fields = new LinkedHashMap<String, Json>();
        fields.put("what", Json.of(change.what()));
        change.before().ifPresent(text -> fields.put("before", Json.of(text)));
        change.after().ifPresent(text -> fields.put("after", Json.of(text)));
        return Json.object(fields);
    }

    private static Json json(Answer answer) {
        var fields = new LinkedHashMap<String, Json>();
        fields.put("test", Json.of(answer.test().name().value()));
        answer.before().ifPresent(word -> fields.put("before", Json.of(word)));
        answer.after().ifPresent(word -> fields.put("after", Json.of(word)));
        return Json.object(fields);
    }
}
