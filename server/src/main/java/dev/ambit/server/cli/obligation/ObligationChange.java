package dev.ambit.server.cli.obligation;

import dev.ambit.cedar.json.Json;
import dev.ambit.server.cli.frame.ExitCode;
import dev.ambit.server.cli.frame.JsonOption;
import dev.ambit.server.cli.frame.Screen;
import dev.ambit.server.cli.remote.NoReply;
import dev.ambit.server.cli.remote.ServerOptions;
import dev.ambit.server.cli.remote.Target;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Something done about what is owed: sent to the server, which answers with it as it is then.
final class ObligationChange {
    static final Target OBLIGATIONS = Target.of("/v1/obligations");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Mixin
    private ServerOptions server;

    @Mixin
    private JsonOption json;

    int post(Target target, Optional<Json> body) throws NoReply {
        var screen = Screen.of(spec.commandLine());
        try (var connection = server.connect()) {
            var reply = connection.post(target, body);
            screen.say(json.isOn() ? reply.text() : ObligationText.line(reply.object()));
            return ExitCode.OK;
        }
    }
}
