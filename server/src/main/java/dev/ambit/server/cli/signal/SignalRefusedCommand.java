package dev.ambit.server.cli.signal;

import dev.ambit.cedar.json.Json;
import dev.ambit.server.cli.frame.ExitCode;
import dev.ambit.server.cli.frame.JsonOption;
import dev.ambit.server.cli.frame.Paint;
import dev.ambit.server.cli.frame.Screen;
import dev.ambit.server.cli.frame.Visible;
import dev.ambit.server.cli.remote.Fields;
import dev.ambit.server.cli.remote.Names;
import dev.ambit.server.cli.remote.NoReply;
import dev.ambit.server.cli.remote.ServerOptions;
import dev.ambit.server.cli.remote.Target;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `ambit signal refused`: what sources sent and changed nothing, and why.
@Command(name = "refused", description = "Lists what came for sources and changed nothing, and why, the latest first.", mixinStandardHelpOptions = true, footerHeading = "%nExample:%n", footer = "  ambit signal refused --source release-calendar --code mis-signed")
final class SignalRefusedCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--source", paramLabel = "NAME", description = "Only those for this source.")
    private Optional<String> source = Optional.empty();

    @Option(names = "--code", paramLabel = "CODE", description = "Only those for this reason.")
    private Optional<String> code = Optional.empty();

    @Option(names = "--limit", paramLabel = "N", description = "At most so many, 1 to 1000. Default: 100")
    private Optional<Integer> limit = Optional.empty();

    @Mixin
    private ServerOptions server;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() throws NoReply {
        var screen = Screen.of(spec.commandLine());
        try (var connection = server.connect()) {
            var reply = connection.get(Target.of("/v1/refused-messages").with("source", source).with("code", code).with(
                    "limit",
                    limit.map(Object::toString)));
            if (json.isOn()) {
                screen.say(reply.text());
                return ExitCode.OK;
            }
            var refused = Fields.objects(reply.object(), "refused");
            refused.forEach(each -> screen.say(line(each, screen.paint())));
            if (refused.isEmpty()) {
                screen.warn("nothing was refused");
            }
            return ExitCode.OK;
        }
    }

    private static String line(Json.Obj refused, Paint paint) {
        var times = refused.get("times") instanceof Json.Num(var count, _) && !count.equals("1")
                ? " (%s times)".formatted(
                        count)
                : "";
        return "%s  %s  %s%s  %s".formatted(Names.time(Fields.text(refused, "at")), paint.bold(Visible.text(Fields.text(
                refused,
                "source"))), paint.red(Visible.text(Fields.text(refused, "code"))), times, Visible.text(Fields.text(
                        refused,
                        "message")));
    }
}
