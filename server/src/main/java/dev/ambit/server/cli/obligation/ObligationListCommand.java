package dev.ambit.server.cli.obligation;

import dev.ambit.server.cli.frame.ExitCode;
import dev.ambit.server.cli.frame.JsonOption;
import dev.ambit.server.cli.frame.Screen;
import dev.ambit.server.cli.remote.Fields;
import dev.ambit.server.cli.remote.NoReply;
import dev.ambit.server.cli.remote.ServerOptions;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `ambit obligation list`: what is owed, a page of it.
@Command(name = "list", description = "Lists what is owed, in the order of ids.", mixinStandardHelpOptions = true, footerHeading = "%nExample:%n", footer = "  ambit obligation list --late")
final class ObligationListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--kind", paramLabel = "KIND", description = "Only of this kind, such as review.")
    private Optional<String> kind = Optional.empty();

    @Option(names = "--task", paramLabel = "TASK", description = "Only what hangs from this task.")
    private Optional<String> task = Optional.empty();

    @Option(names = "--late", description = "Only what is late or has failed.")
    private boolean isLate;

    @Option(names = "--after", paramLabel = "ID", description = "Only those after this id.")
    private Optional<String> after = Optional.empty();

    @Mixin
    private ServerOptions server;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() throws NoReply {
        var screen = Screen.of(spec.commandLine());
        var target = ObligationChange.OBLIGATIONS.with("kind", kind).with("task", task).with("after", after).with(
                "late",
                Optional.of("true").filter(_ -> isLate));
        try (var connection = server.connect()) {
            var reply = connection.get(target);
            if (json.isOn()) {
                screen.say(reply.text());
                return ExitCode.OK;
            }
            var owed = Fields.objects(reply.object(), "obligations");
            owed.forEach(each -> screen.say(ObligationText.line(each)));
            if (owed.isEmpty()) {
                screen.warn("nothing of that is owed");
            }
            Fields.maybe(reply.object(), "next").ifPresent(next -> screen.warn("there are more: --after " + next));
            return ExitCode.OK;
        }
    }
}
