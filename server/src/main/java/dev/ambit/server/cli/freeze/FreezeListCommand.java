package dev.ambit.server.cli.freeze;

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

/// `ambit freeze list`: what is frozen, and what waits for a second operator.
@Command(name = "list", description = "Lists what is frozen, and what waits for a second operator.", mixinStandardHelpOptions = true, footerHeading = "%nExample:%n", footer = "  ambit freeze list")
final class FreezeListCommand implements Callable<Integer> {
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
            var reply = connection.get(FreezeChange.FREEZES);
            if (json.isOn()) {
                screen.say(reply.text());
                return ExitCode.OK;
            }
            var freezes = Fields.objects(reply.object(), "freezes");
            freezes.forEach(freeze -> screen.say(FreezeText.line(freeze)));
            if (freezes.isEmpty()) {
                screen.warn("nothing is frozen");
            }
            return ExitCode.OK;
        }
    }
}
