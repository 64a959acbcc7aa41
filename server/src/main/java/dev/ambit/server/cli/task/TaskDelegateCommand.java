package dev.ambit.server.cli.task;

import dev.ambit.server.cli.remote.NoReply;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `ambit task delegate`: a task below another, which can never do more than it.
@Command(name = "delegate", description = "Opens a task below TASK, which can never do more than TASK may, at any moment.", sortOptions = false, mixinStandardHelpOptions = true, footerHeading = "%nExample:%n", footer = {
    "  ambit task delegate pr-118 --profile pull-request-review \\",
    "      --principal agent/code-reviewer --input repo=site --input pull=site/118"})
final class TaskDelegateCommand implements Callable<Integer> {
    @Mixin
    private TaskIdArgument task;

    @Mixin
    private OpeningOptions opening;

    @Mixin
    private TaskChange change;

    @Override
    public Integer call() throws NoReply {
        return change.post(task.target().then("delegate"), opening.json());
    }
}
