package dev.ambit.server.cli.signal;

import dev.ambit.server.cli.signal.stream.StreamCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The group `ambit signal`.
@Command(name = "signal", description = "Shows what is known of the world, and says what is so.", subcommands = {
    SignalListCommand.class, SignalGetCommand.class,
    SignalSetCommand.class, SignalSourcesCommand.class,
    SignalRefusedCommand.class,
    StreamCommand.class}, mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
public final class SignalCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }
}
