package dev.ambit.server.cli.ask;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReader;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import dev.ambit.server.cli.frame.ExitCode;
import dev.ambit.server.cli.frame.JsonOption;
import dev.ambit.server.cli.frame.Screen;
import dev.ambit.server.cli.remote.Connection;
import dev.ambit.server.cli.remote.EntityOption;
import dev.ambit.server.cli.remote.Fields;
import dev.ambit.server.cli.remote.NoReply;
import dev.ambit.server.cli.remote.Pair;
import dev.ambit.server.cli.remote.ServerOptions;
import dev.ambit.server.cli.remote.Target;
import dev.ambit.server.pap.TextFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `ambit ask`: may this be done, now? The answer is decided and recorded as any other.
@Command(name = "ask", description = "Asks whether something may be done now, in a task. The answer counts, and is recorded.", sortOptions = false, mixinStandardHelpOptions = true, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
    "0:permitted", "1:denied, or held until somebody approves; or the server refused to be asked",
    "2:the command was not understood", "3:Ambit failed, or could not be reached"
}, footerHeading = "%nExample:%n", footer = "  ambit ask --task pr-118 --action repo:read --resource repo/site")
public final class AskCommand implements Callable<Integer> {
    private static final Target EVALUATION = Target.of("/access/v1/evaluation");
    private static final Target TASKS = Target.of("/v1/tasks");

    @Spec
    private CommandSpec spec;

    @Option(names = "--task", paramLabel = "TASK", order = 1, description = {
        "In which task. Without it, the only one of the principal."})
    private Optional<String> task = Optional.empty();

    @Option(names = "--action", required = true, paramLabel = "NAME", order = 2, description = "What: repo:read.")
    private String action;

    @Option(names = "--resource", required = true, paramLabel = "ENTITY", converter = EntityOption.class, order = 3, description = {
        "On what: repo/site, or 'Repo::\"site\"'."})
    private EntityOption.Named resource;

    @Option(names = "--principal", paramLabel = "ENTITY", converter = EntityOption.class, order = 4, description = {
        "Who: agent/code-reviewer. Without it, the one that the task is for."})
    private Optional<EntityOption.Named> principal = Optional.empty();

    @Option(names = "--with", paramLabel = "NAME=VALUE", converter = Pair.Converter.class, order = 5, description = {
        "What policies read as context.request.NAME. Once for each."})
    private List<Pair> with = List.of();

    @Option(names = "--context", paramLabel = "FILE|JSON", order = 6, description = {
        "The same as a JSON object, or a file that holds one."})
    private Optional<String> context = Optional.empty();

    @Option(names = "--address", paramLabel = "IP", order = 7, description = "From where the principal asks.")
    private Optional<String> address = Optional.empty();

    @Option(names = "--environment", paramLabel = "NAME", order = 8, description = "Where the principal runs.")
    private Optional<String> environment = Optional.empty();

    @Mixin
    private ServerOptions server;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() throws NoReply, InvalidInput {
        if (task.isEmpty() && principal.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "`--task` or `--principal` says who asks");
        }
        var screen = Screen.of(spec.commandLine());
        var request = request();
        try (var connection = server.connect()) {
            var subject = principal.isPresent() ? principal.get().json() : principalOf(task.orElse(""), connection);
            var reply = connection.post(EVALUATION, Optional.of(question(subject, request)));
            var answer = reply.object();
            screen.say(json.isOn() ? reply.text() : AnswerText.of(answer, screen.paint()));
            return Fields.isTrue(answer, "decision") ? ExitCode.OK : ExitCode.PROBLEMS;
        }
    }

    private static Json principalOf(String task, Connection connection) throws NoReply {
        return Fields.object(connection.get(TASKS.then(task)).object(), "principal");
    }

    private Json question(Json subject, Json.Obj request) {
        var about = new LinkedHashMap<String, Json>();
        task.ifPresent(id -> about.put("task", Json.of(id)));
        about.put("request", request);
        var origin = new LinkedHashMap<String, Json>();
        address.ifPresent(text -> origin.put("address", Json.of(text)));
        environment.ifPresent(text -> origin.put("environment", Json.of(text)));
        if (!origin.isEmpty()) {
            about.put("origin", Json.object(origin));
        }
        var question = new LinkedHashMap<String, Json>();
        question.put("subject", subject);
        question.put("action", Json.object(Map.of("name", Json.of(action))));
        question.put("resource", resource.json());
        question.put("context", Json.object(about));
        return Json.object(question);
    }

    private Json.Obj request() throws InvalidInput {
        if (context.isEmpty()) {
            return Pair.object(with);
        }
        var text = context.get();
        var source = text.stripLeading().startsWith("{") || text.stripLeading().startsWith("[")
                ? new Source("--context", text)
                : TextFile.read(Path.of(text), text);
        if (JsonReader.read(source) instanceof Json.Obj whole) {
            return Pair.object(whole, with);
        }
        throw new ParameterException(spec.commandLine(), "`--context` is no JSON object");
    }
}
