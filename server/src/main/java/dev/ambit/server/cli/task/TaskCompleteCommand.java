package dev.ambit.server.cli.task;

import dev.ambit.server.cli.remote.NoReply;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `ambit task complete`: its work is done.
@Command(name = "complete", description = "Ends a task whose work is done, and everything that hangs from it.", mixinStandardHelpOptions = true, footerHeading = "%nExample:%n", footer = "  ambit task complete pr-118")
final class TaskCompleteCommand implements Callable<Integer> {
    @Mixin
    private TaskIdArgument task;

    @Mixin
    private TaskChange change;

    @Override
    public Integer call() throws NoReply {
        return change.post(task.target().then("complete"));
    }
}
