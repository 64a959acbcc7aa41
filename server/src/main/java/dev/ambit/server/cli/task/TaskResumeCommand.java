package dev.ambit.server.cli.task;

import dev.ambit.server.cli.remote.NoReply;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `ambit task resume`: a paused task goes on.
@Command(name = "resume", description = "Resumes a paused task.", mixinStandardHelpOptions = true, footerHeading = "%nExample:%n", footer = "  ambit task resume pr-118")
final class TaskResumeCommand implements Callable<Integer> {
    @Mixin
    private TaskIdArgument task;

    @Mixin
    private TaskChange change;

    @Override
    public Integer call() throws NoReply {
        return change.post(task.target().then("resume"));
    }
}
