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
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `ambit signal sources`: who sends signals, and how each does.
@Command(name = "sources", description = "Lists the sources that are registered: how many of their messages were believed since the server started, and how many changed nothing, by reason.", mixinStandardHelpOptions = true, footerHeading = "%nExample:%n", footer = "  ambit signal sources")
final class SignalSourcesCommand implements Callable<Integer> {
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
            var reply = connection.get(Target.of("/v1/sources"));
            if (json.isOn()) {
                screen.say(reply.text());
                return ExitCode.OK;
            }
            var sources = Fields.objects(reply.object(), "sources");
            sources.forEach(source -> screen.say(line(source, screen.paint())));
            if (sources.isEmpty()) {
                screen.warn("no source is registered. Sources stand under `sources` in `ambit.yaml`");
            }
            return ExitCode.OK;
        }
    }

    private static String line(Json.Obj source, Paint paint) {
        var believed = source.get("believed") instanceof Json.Num(var count, _) ? count : "0";
        var last = Fields.maybe(source, "last_believed").map(at -> ", last at " + Names.time(at)).orElse("");
        var refused = Fields.object(source, "refused").fields().entrySet().stream()
                .map(entry -> "%s %s".formatted(entry.getValue(), Visible.text(entry.getKey())))
                .collect(Collectors.joining(", "));
        var problem = Fields.maybe(source, "problem").map(words -> "  " + paint.red(Visible.text(words))).orElse("");
        return "%s  %s  %s believed%s%s%s".formatted(paint.bold(Visible.text(Fields.text(source, "name"))), Visible
                .text(Fields
                        .text(source, "kind")), believed, last, refused.isEmpty() ? "" : "  refused: " + refused,
                problem);
    }
}
