package dev.ambit.server.cli.policy;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.core.policy.Written;
import dev.ambit.server.cli.frame.DirectoryArgument;
import dev.ambit.server.cli.frame.ExitCode;
import dev.ambit.server.cli.frame.JsonOption;
import dev.ambit.server.cli.frame.Numbered;
import dev.ambit.server.cli.frame.Paint;
import dev.ambit.server.cli.frame.Screen;
import dev.ambit.server.cli.frame.Visible;
import dev.ambit.server.pap.ReleaseDirectory;
import dev.ambit.server.trial.Trial.Outcome;
import dev.ambit.server.trial.Trials;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `ambit policy test`: whether a policy directory answers as its authors expect, and what they did not ask.
@Command(name = "test", description = {
    "Plays the tests of a policy directory, tests/*.yaml, and says which came out otherwise than expected, and which "
            + "policies decided none of them."
}, mixinStandardHelpOptions = true, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
    "0:every test came out as expected", "1:one did not, or a policy was never tested with --covered, or the directory "
            + "has errors",
    "2:the command was not understood", "3:Ambit itself failed"
}, footerHeading = "%nExample:%n", footer = "  ambit policy test examples/acme")
final class TestCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DirectoryArgument directory;

    @Option(names = "--covered", description = "Ends with 1 where a policy decided no test, too.")
    private boolean covered;

    @Option(names = "--verbose", description = "Tells of every test, also of those that came out as expected.")
    private boolean verbose;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() throws InvalidInput {
        var screen = Screen.of(spec.commandLine());
        var trials = Trials.of(load());
        var isOk = trials.failures().isEmpty() && !(covered && !trials.undecided().isEmpty());
        if (json.isOn()) {
            screen.print(json(trials, isOk));
        } else {
            screen.say(text(trials, screen.paint()));
        }
        return isOk ? ExitCode.OK : ExitCode.PROBLEMS;
    }

    private ReleaseDirectory load() throws InvalidInput {
        if (!ReleaseDirectory.isOne(directory.path())) {
            throw new ParameterException(spec.commandLine(), "`%s` has no profiles, so there is nothing to test"
                    .formatted(directory.path()));
        }
        return ReleaseDirectory.load(directory.path());
    }

    private String text(Trials trials, Paint paint) {
        var out = new StringBuilder();
        trials.outcomes().stream().filter(outcome -> verbose || !outcome.isAsExpected()).forEach(outcome -> out.append(
                text(outcome, paint)));
        trials.undecided().values().forEach(policy -> out.append("%s:%d: %s policy `%s` decided no test\n".formatted(
                Visible.text(policy.source().name()), policy.source().line(policy.span().start()), paint.yellow(
                        "untested:"), Visible.text(policy.id()))));
        var failures = trials.failures().size();
        out.append("%s, %s; %d of %s decided one".formatted(
                Numbered.of(trials.outcomes().size(), "test"),
                failures == 0 ? paint.green("all as expected") : paint.red("%d not as expected".formatted(failures)),
                trials.policies().size() - trials.undecided().size(),
                Numbered.of(trials.policies().size(), "policy")));
        return out.toString();
    }

    private static String text(Outcome outcome, Paint paint) {
        var test = outcome.asked().test();
        var at = test.name().at();
        var head = "%s:%d: %s %s\n".formatted(Visible.text(at.source().name()), at.source().line(at.span().start()),
                outcome.isAsExpected() ? paint.green("ok:") : paint.red("failed:"), Visible.text(test.name().value()));
        var expected = test.expected().value().word() + because(test.because());
        return outcome.isAsExpected()
                ? head
                : head + "    expected  %s\n    answered  %s%s\n".formatted(Visible.text(expected), outcome.answer()
                        .word(), Visible.text(outcome.reasons().stream().map(reason -> "\n              " + reason)
                                .collect(Collectors.joining())));
    }

    private static String because(List<Written<String>> because) {
        return because.isEmpty()
                ? ""
                : because.stream().map(Written::value).collect(Collectors.joining(", ", " because ", ""));
    }

    private static Json json(Trials trials, boolean isOk) {
        var fields = new LinkedHashMap<String, Json>();
        fields.put("ok", Json.of(isOk));
        fields.put("tests", Json.array(trials.outcomes().stream().map(TestCommand::json).toList()));
        fields.put("policies", Json.of(trials.policies().size()));
        fields.put("untested", Json.array(trials.undecided().keySet().stream().map(Json::of).toList()));
        return Json.object(fields);
    }

    private static Json json(Outcome outcome) {
        var test = outcome.asked().test();
        var at = test.name().at();
        var fields = new LinkedHashMap<String, Json>();
        fields.put("test", Json.of(test.name().value()));
        fields.put("file", Json.of(at.source().name()));
        fields.put("line", Json.of(at.source().line(at.span().start())));
        fields.put("ok", Json.of(outcome.isAsExpected()));
        fields.put("expected", Json.of(test.expected().value().word()));
        fields.put("because", Json.array(test.because().stream().map(written -> Json.of(written.value())).toList()));
        fields.put("answered", Json.of(outcome.answer().word()));
        fields.put("reasons", Json.array(outcome.reasons().stream().map(Json::of).toList()));
        return Json.object(fields);
    }
}
