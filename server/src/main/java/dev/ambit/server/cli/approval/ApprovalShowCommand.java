package dev.ambit.server.cli.approval;

import dev.ambit.server.cli.frame.ExitCode;
import dev.ambit.server.cli.frame.JsonOption;
import dev.ambit.server.cli.frame.Screen;
import dev.ambit.server.cli.remote.NoReply;
import dev.ambit.server.cli.remote.ServerOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ambit approval show`: everything that people need to judge one request.
@Command(name = "show", description = "Shows one request for approval whole: who asks, exactly what, why, and what it takes.", mixinStandardHelpOptions = true, footerHeading = "%nExample:%n", footer = "  ambit approval show a-7q2k")
final class ApprovalShowCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "REQUEST", description = "The id of the request.")
    private String id;

    @Mixin
    private ServerOptions server;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() throws NoReply {
        var screen = Screen.of(spec.commandLine());
        try (var connection = server.connect()) {
            var reply = connection.get(ApprovalCommand.APPROVALS.then(id));
            screen.say(json.isOn() ? reply.text() : ApprovalText.whole(reply.object(), screen.paint()));
            return ExitCode.OK;
        }
    }
}
