package dev.ambit.server.cli.signal.stream;

import dev.ambit.server.cli.frame.ExitCode;
import dev.ambit.server.cli.frame.JsonOption;
import dev.ambit.server.cli.frame.Screen;
import dev.ambit.server.cli.remote.Connection;
import dev.ambit.server.cli.remote.NoReply;
import dev.ambit.server.cli.remote.Reply;
import dev.ambit.server.cli.remote.ServerOptions;
import dev.ambit.server.cli.remote.Target;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The stream of one source, on a server that is asked about it.
final class StreamOf {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "SOURCE", description = "A source of kind `shared-signals`.")
    private String source = "";

    @Mixin
    private ServerOptions server;

    @Mixin
    private JsonOption json;

    Target target() {
        return Target.of("/v1/sources").then(source).then("stream");
    }

    Screen screen() {
        return Screen.of(spec.commandLine());
    }

    Connection connect() throws NoReply {
        return server.connect();
    }

    /// Shows the stream that `reply` has.
    int show(Reply reply) throws NoReply {
        var screen = screen();
        screen.say(json.isOn() ? reply.text() : StreamText.of(source, reply.object(), screen.paint()));
        return ExitCode.OK;
    }

    /// Says what was done, where there is nothing to show.
    int done(String words) {
        var screen = screen();
        screen.say(json.isOn() ? "{\"done\":true}" : words.formatted(source));
        return ExitCode.OK;
    }
}
