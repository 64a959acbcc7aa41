package dev.ambit.server.cli.task;

import dev.ambit.server.cli.remote.NoReply;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `ambit task pause`: nothing in it is permitted until it is resumed.
@Command(name = "pause", description = "Pauses a task: nothing in it is permitted until it is resumed.", mixinStandardHelpOptions = true, footerHeading = "%nExample:%n", footer = "  ambit task pause pr-118")
final class TaskPauseCommand implements Callable<Integer> {
    @Mixin
    private TaskIdArgument task;

    @Mixin
    private TaskChange change;

    @Override
    public Integer call() throws NoReply {
        return change.post(task.target().then("pause"));
    }
}
