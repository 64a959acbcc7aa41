package dev.ambit.server.cli.signal;

import dev.ambit.server.cli.frame.ExitCode;
import dev.ambit.server.cli.frame.JsonOption;
import dev.ambit.server.cli.frame.Screen;
import dev.ambit.server.cli.remote.Fields;
import dev.ambit.server.cli.remote.NoReply;
import dev.ambit.server.cli.remote.ServerOptions;
import dev.ambit.server.cli.remote.Target;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ambit signal get`: what is known of a signal.
@Command(name = "get", aliases = "show", description = "Shows what is known of a signal, of one subject or of all.", mixinStandardHelpOptions = true, footerHeading = "%nExample:%n", footer = "  ambit signal get risk month-end")
final class SignalGetCommand implements Callable<Integer> {
    static final Target SIGNALS = Target.of("/v1/signals");

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "SIGNAL", description = "Its name in the catalogue.")
    private String signal;

    @Parameters(index = "1", arity = "0..1", paramLabel = "SUBJECT", description = "The id of what it is about.")
    private Optional<String> subject = Optional.empty();

    @Mixin
    private ServerOptions server;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() throws NoReply {
        var screen = Screen.of(spec.commandLine());
        try (var connection = server.connect()) {
            var reply = connection.get(SIGNALS.then(signal).with("subject", subject));
            if (json.isOn()) {
                screen.say(reply.text());
                return ExitCode.OK;
            }
            var standings = Fields.objects(reply.object(), "standings");
            standings.forEach(standing -> screen.say(SignalText.standing(signal, standing, screen.paint())));
            if (standings.isEmpty()) {
                screen.warn("nothing was heard of `%s` yet".formatted(signal));
            }
            return ExitCode.OK;
        }
    }
}
