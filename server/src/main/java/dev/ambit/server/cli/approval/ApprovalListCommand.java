package dev.ambit.server.cli.approval;

import dev.ambit.server.cli.frame.ExitCode;
import dev.ambit.server.cli.frame.JsonOption;
import dev.ambit.server.cli.frame.Screen;
import dev.ambit.server.cli.remote.Fields;
import dev.ambit.server.cli.remote.NoReply;
import dev.ambit.server.cli.remote.ServerOptions;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `ambit approval list`: what is asked, or was.
@Command(name = "list", description = "Lists requests for approval, those asked first before others: to an approver those it is asked, to operators and auditors all.", mixinStandardHelpOptions = true, footerHeading = "%nExample:%n", footer = "  ambit approval list --status pending")
final class ApprovalListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--status", paramLabel = "STATUS", description = {
        "Only pending, approved, denied, expired or cancelled ones."})
    private Optional<String> status = Optional.empty();

    @Option(names = "--task", paramLabel = "TASK", description = "Only in this task.")
    private Optional<String> task = Optional.empty();

    @Option(names = "--after", paramLabel = "REQUEST", description = "Only those after this one.")
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
            var reply = connection.get(ApprovalCommand.APPROVALS.with("status", status).with("task", task).with("after",
                    after).with("limit", limit.map(Object::toString)));
            if (json.isOn()) {
                screen.say(reply.text());
                return ExitCode.OK;
            }
            var page = reply.object();
            var requests = Fields.objects(page, "approvals");
            requests.forEach(request -> screen.say(ApprovalText.line(request, screen.paint())));
            if (requests.isEmpty()) {
                screen.warn("nothing is asked");
            }
            Fields.maybe(page, "next").ifPresent(next -> screen.warn("there are more: --after " + next));
            return ExitCode.OK;
        }
    }
}
