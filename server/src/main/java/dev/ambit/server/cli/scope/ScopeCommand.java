package dev.ambit.server.cli.scope;

import dev.ambit.server.cli.frame.ExitCode;
import dev.ambit.server.cli.frame.JsonOption;
import dev.ambit.server.cli.frame.Screen;
import dev.ambit.server.cli.remote.EntityOption;
import dev.ambit.server.cli.remote.NoReply;
import dev.ambit.server.cli.remote.ServerOptions;
import dev.ambit.server.cli.remote.Target;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ambit scope`: what may this identity do right now, and why? Nothing is counted by asking.
@Command(name = "scope", description = {
    "Says what somebody may do right now, and why: what is provisioned, what the profiles "
            + "of their tasks grant, what of it is effective, and what stands between."}, sortOptions = false, mixinStandardHelpOptions = true, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
                "0:done", "1:the server refused, as there is no such task", "2:the command was not understood",
                "3:Ambit failed, or could not be reached"
            }, footerHeading = "%nExample:%n", footer = "  ambit scope --principal agent/code-reviewer --action repo:read")
public final class ScopeCommand implements Callable<Integer> {
    private static final Target SCOPE = Target.of("/v1/scope");

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "TASK", description = {
        "Only in this task, and those it was delegated from."})
    private Optional<String> task = Optional.empty();

    @Option(names = "--principal", paramLabel = "ENTITY", converter = EntityOption.class, order = 1, description = {
        "Whose: agent/code-reviewer, or 'Agent::\"code-reviewer\"'. All their tasks that are not over."})
    private Optional<EntityOption.Named> principal = Optional.empty();

    @Option(names = "--mine", order = 2, description = "One's own, for an agent with its own key.")
    private boolean isMine;

    @Option(names = "--action", paramLabel = "NAME", order = 3, description = "Only this action: repo:read.")
    private Optional<String> action = Optional.empty();

    @Option(names = "--type", paramLabel = "TYPE", order = 4, description = "Only on resources of this type: Repo.")
    private Optional<String> type = Optional.empty();

    @Option(names = "--resource", paramLabel = "ENTITY", converter = EntityOption.class, order = 5, description = {
        "Only on this: repo/site."})
    private Optional<EntityOption.Named> resource = Optional.empty();

    @Option(names = "--address", paramLabel = "IP", order = 6, description = "From where the principal would ask.")
    private Optional<String> address = Optional.empty();

    @Option(names = "--environment", paramLabel = "NAME", order = 7, description = "Where the principal would run.")
    private Optional<String> environment = Optional.empty();

    @Mixin
    private ServerOptions server;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() throws NoReply {
        if (task.isEmpty() && principal.isEmpty() && !isMine) {
            throw new ParameterException(spec.commandLine(), "TASK, `--principal` or `--mine` says whose scope");
        }
        var screen = Screen.of(spec.commandLine());
        try (var connection = server.connect()) {
            var reply = connection.get(target());
            var scope = reply.object();
            screen.say(json.isOn() ? reply.text() : ScopeText.of(scope, screen.paint()));
            return ExitCode.OK;
        }
    }

    private Target target() {
        return SCOPE.with("task", task)
                .with("principal_type", principal.map(EntityOption.Named::type))
                .with("principal_id", principal.map(EntityOption.Named::id))
                .with("action", action)
                .with("resource_type", resource.map(EntityOption.Named::type).or(() -> type))
                .with("resource_id", resource.map(EntityOption.Named::id))
                .with("address", address)
                .with("environment", environment);
    }
}
