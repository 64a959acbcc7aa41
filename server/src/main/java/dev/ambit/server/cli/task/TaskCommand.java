package dev.ambit.server.cli.task;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The group `ambit task`.
@Command(name = "task", description = "Opens tasks, shows them, and ends them.", subcommands = {
    TaskOpenCommand.class,
    TaskShowCommand.class,
    TaskListCommand.class,
    TaskExtendCommand.class,
    TaskPauseCommand.class,
    TaskResumeCommand.class,
    TaskDelegateCommand.class,
    TaskCompleteCommand.class,
    TaskRevokeCommand.class}, mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
public final class TaskCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }
}
