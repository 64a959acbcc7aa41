package dev.ambit.server.cli.policy;

import dev.ambit.server.cli.frame.ExitCode;
import dev.ambit.server.cli.frame.JsonOption;
import dev.ambit.server.cli.frame.Screen;
import dev.ambit.server.cli.remote.NoReply;
import dev.ambit.server.cli.remote.ServerOptions;
import dev.ambit.server.cli.remote.Target;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `ambit policy reload`: a server reads its policy directory now, rather than when it notices a change.
@Command(name = "reload", description = "Has a server read its policy directory now. What is good is in force from the next decision on; what is refused changes nothing.", mixinStandardHelpOptions = true, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
    "0:what lies in the directory is in force", "1:it was refused, and the release before stays in force",
    "2:the command was not understood", "3:Ambit failed, or could not be reached"
}, footerHeading = "%nExample:%n", footer = "  ambit policy reload --server https://ambit.acme.example")
final class ReloadCommand implements Callable<Integer> {
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
            var reply = connection.post(Target.of("/v1/policies/reload"), Optional.empty());
            screen.say(json.isOn() ? reply.text() : StatusText.of(reply.object(), screen.paint()));
            return ExitCode.OK;
        }
    }
}
