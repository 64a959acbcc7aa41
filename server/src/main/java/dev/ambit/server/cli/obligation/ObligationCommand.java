package dev.ambit.server.cli.obligation;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The group `ambit obligation`.
@Command(name = "obligation", description = "Shows what is owed outside, and what people have to look at.", subcommands = {
    ObligationListCommand.class,
    ObligationRetryCommand.class,
    ObligationAbandonCommand.class,
    ObligationReviewCommand.class}, mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
public final class ObligationCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }
}
