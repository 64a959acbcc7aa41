package dev.ambit.server.cli.signal;

import dev.ambit.server.cli.frame.ExitCode;
import dev.ambit.server.cli.frame.JsonOption;
import dev.ambit.server.cli.frame.Screen;
import dev.ambit.server.cli.remote.Fields;
import dev.ambit.server.cli.remote.NoReply;
import dev.ambit.server.cli.remote.ServerOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `ambit signal list`: the catalogue in force.
@Command(name = "list", description = "Lists the catalogue: the only signals that policies may read.", mixinStandardHelpOptions = true, footerHeading = "%nExample:%n", footer = "  ambit signal list")
final class SignalListCommand implements Callable<Integer> {
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
            var reply = connection.get(SignalGetCommand.SIGNALS);
            if (json.isOn()) {
                screen.say(reply.text());
                return ExitCode.OK;
            }
            Fields.objects(reply.object(), "signals").forEach(signal -> screen.say(SignalText.entry(signal, screen
                    .paint())));
            return ExitCode.OK;
        }
    }
}
