package dev.ambit.server.cli.task;

import dev.ambit.server.cli.frame.ExitCode;
import dev.ambit.server.cli.frame.JsonOption;
import dev.ambit.server.cli.frame.Screen;
import dev.ambit.server.cli.remote.NoReply;
import dev.ambit.server.cli.remote.ServerOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `ambit task show`: one task as it is now.
@Command(name = "show", description = "Shows one task as it is now.", mixinStandardHelpOptions = true, footerHeading = "%nExample:%n", footer = "  ambit task show pr-118")
final class TaskShowCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private TaskIdArgument task;

    @Mixin
    private ServerOptions server;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() throws NoReply {
        var screen = Screen.of(spec.commandLine());
        try (var connection = server.connect()) {
            var reply = connection.get(task.target());
            screen.say(json.isOn() ? reply.text() : TaskText.whole(reply.object(), screen.paint()));
            return ExitCode.OK;
        }
    }
}
