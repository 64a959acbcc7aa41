package dev.ambit.server.cli.task;

import dev.ambit.server.cli.frame.ExitCode;
import dev.ambit.server.cli.frame.JsonOption;
import dev.ambit.server.cli.frame.Screen;
import dev.ambit.server.cli.remote.EntityOption;
import dev.ambit.server.cli.remote.Fields;
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

/// `ambit task list`: the tasks that the server knows, a page of them.
@Command(name = "list", description = "Lists tasks, in the order of their ids.", mixinStandardHelpOptions = true, footerHeading = "%nExample:%n", footer = "  ambit task list --state open --profile pull-request-review")
final class TaskListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--principal", paramLabel = "ENTITY", converter = EntityOption.class, description = {
        "Only of this one: agent/code-reviewer."})
    private Optional<EntityOption.Named> principal = Optional.empty();

    @Option(names = "--profile", paramLabel = "NAME", description = "Only under this profile.")
    private Optional<String> profile = Optional.empty();

    @Option(names = "--state", paramLabel = "STATE", description = "Only requested, open, paused or ended ones.")
    private Optional<String> state = Optional.empty();

    @Option(names = "--after", paramLabel = "TASK", description = "Only those after this id.")
    private Optional<String> after = Optional.empty();

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
            var reply = connection.get(target());
            if (json.isOn()) {
                screen.say(reply.text());
                return ExitCode.OK;
            }
            var page = reply.object();
            var tasks = Fields.objects(page, "tasks");
            tasks.forEach(task -> screen.say(TaskText.line(task, screen.paint())));
            if (tasks.isEmpty()) {
                screen.warn("there are no such tasks");
            }
            Fields.maybe(page, "next").ifPresent(next -> screen.warn("there are more: --after " + next));
            return ExitCode.OK;
        }
    }

    private Target target() {
        return TaskIdArgument.TASKS.with("principal_type", principal.map(EntityOption.Named::type))
                .with("principal_id", principal.map(EntityOption.Named::id))
                .with("profile", profile).with("state", state).with("after", after)
                .with("limit", limit.map(Object::toString));
    }
}
