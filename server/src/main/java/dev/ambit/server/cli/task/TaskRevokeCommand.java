package dev.ambit.server.cli.task;

import dev.ambit.server.cli.remote.NoReply;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `ambit task revoke`: its work is not to go on.
@Command(name = "revoke", description = "Ends a task whose work is not to go on, and everything that hangs from it.", mixinStandardHelpOptions = true, footerHeading = "%nExample:%n", footer = "  ambit task revoke pr-118")
final class TaskRevokeCommand implements Callable<Integer> {
    @Mixin
    private TaskIdArgument task;

    @Mixin
    private TaskChange change;

    @Override
    public Integer call() throws NoReply {
        return change.post(task.target().then("revoke"));
    }
}
