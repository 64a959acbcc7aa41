package dev.ambit.server.cli.approval;

import dev.ambit.cedar.json.Json;
import dev.ambit.server.cli.frame.ExitCode;
import dev.ambit.server.cli.frame.JsonOption;
import dev.ambit.server.cli.frame.Screen;
import dev.ambit.server.cli.remote.Fields;
import dev.ambit.server.cli.remote.NoReply;
import dev.ambit.server.cli.remote.ServerOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// One answer to one request, or to several that are alike: all of them or none.
final class Answering {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Parameters(paramLabel = "REQUEST", arity = "1..50", description = {
        "The ids of requests: of one task, one action and the same rules."})
    private List<String> ids;

    @Option(names = "--comment", paramLabel = "TEXT", description = "Said along with it, for the record.")
    private Optional<String> comment = Optional.empty();

    @Mixin
    private ServerOptions server;

    @Mixin
    private JsonOption json;

    int send(String word) throws NoReply {
        var screen = Screen.of(spec.commandLine());
        var body = new LinkedHashMap<String, Json>();
        body.put("answer", Json.of(word));
        body.put("requests", Json.array(ids.stream().map(Json::of).toList()));
        comment.ifPresent(text -> body.put("comment", Json.of(text)));
        try (var connection = server.connect()) {
            var reply = connection.post(ApprovalCommand.APPROVALS.then("answer"), Optional.of(Json.object(body)));
            if (json.isOn()) {
                screen.say(reply.text());
            } else {
                Fields.objects(reply.object(), "approvals").forEach(request -> screen.say(ApprovalText.line(request,
                        screen.paint())));
            }
            return ExitCode.OK;
        }
    }
}
