package dev.ambit.server.cli.policy;

import dev.ambit.server.cli.frame.ExitCode;
import dev.ambit.server.cli.frame.JsonOption;
import dev.ambit.server.cli.frame.Screen;
import dev.ambit.server.cli.remote.Fields;
import dev.ambit.server.cli.remote.NoReply;
import dev.ambit.server.cli.remote.ServerOptions;
import dev.ambit.server.cli.remote.Target;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `ambit policy status`: which release a server decides by, and what became of the last attempt to replace it.
@Command(name = "status", description = "Says which policy release a server decides by, and whether it is what lies in its directory.", mixinStandardHelpOptions = true, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
    "0:what lies in the directory is in force", "1:it was refused, and the release before is in force",
    "2:the command was not understood", "3:Ambit failed, or could not be reached"
}, footerHeading = "%nExample:%n", footer = "  ambit policy status --server https://ambit.acme.example")
final class StatusCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ServerOptions server;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() throws NoReply {
        var screen = Screen.of(spec.commandLine());
        try (var connection = server.connect()) {
            var reply = connection.get(Target.of("/v1/policies"));
            var status = reply.object();
            screen.say(json.isOn() ? reply.text() : StatusText.of(status, screen.paint()));
            return Fields.isTrue(status, "is_current") ? ExitCode.OK : ExitCode.PROBLEMS;
        }
    }
}
