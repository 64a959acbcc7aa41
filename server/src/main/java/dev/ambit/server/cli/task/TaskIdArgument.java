package dev.ambit.server.cli.task;

import dev.ambit.core.task.TaskId;
import dev.ambit.server.cli.remote.Target;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The task that a command is about.
final class TaskIdArgument {
    static final Target TASKS = Target.of("/v1/tasks");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Parameters(paramLabel = "TASK", description = "The id of the task.")
    private String id;

    /// Where it is asked for.
    ///
    /// @throws ParameterException where nothing can be called so
    Target target() {
        if (!TaskId.isAllowed(id)) {
            throw new ParameterException(spec.commandLine(),
                    "`%s` is no task id: it has 1 to 128 letters, digits, `.`, `_`, `:`, `~`, `-`".formatted(id));
        }
        return TASKS.then(id);
    }
}
