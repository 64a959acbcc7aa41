package dev.ambit.server.cli.task;

import dev.ambit.server.cli.remote.NoReply;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `ambit task open`: a principal begins to work under a profile.
@Command(name = "open", description = "Opens a task for a principal, under a profile, with the inputs that it declares.", sortOptions = false, mixinStandardHelpOptions = true, footerHeading = "%nExample:%n", footer = {
    "  ambit task open --profile invoicing --principal agent/month-end \\", "      --input customer=c-17 --for 20m"})
final class TaskOpenCommand implements Callable<Integer> {
    @Mixin
    private OpeningOptions opening;

    @Mixin
    private TaskChange change;

    @Override
    public Integer call() throws NoReply {
        return change.post(TaskIdArgument.TASKS, opening.json());
    }
}
