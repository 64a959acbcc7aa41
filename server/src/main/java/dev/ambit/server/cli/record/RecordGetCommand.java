package dev.ambit.server.cli.record;

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

/// `ambit record get`: one decision, with everything it hung on.
@Command(name = "get", description = "Shows one decision whole: what was asked, what was read, and what of it decided.", mixinStandardHelpOptions = true, footerHeading = "%nExample:%n", footer = "  ambit record get d-6b0q2c-1")
final class RecordGetCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RECORD", description = "The id, as every answer tells it.")
    private String id;

    @Mixin
    private ServerOptions server;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() throws NoReply {
        var screen = Screen.of(spec.commandLine());
        try (var connection = server.connect()) {
            var reply = connection.get(RecordListCommand.RECORDS.then(id));
            screen.say(json.isOn() ? reply.text() : RecordText.whole(reply.object(), screen.paint()));
            return ExitCode.OK;
        }
    }
}
