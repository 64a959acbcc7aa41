package dev.ambit.server.cli.policy;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The group `ambit policy`: what can be done with a directory of policies before anything relies on it, and with the one that a server
/// decides by.
/// Each command is a class of its own and one more line in `subcommands`.
@Command(name = "policy", description = "Works on a directory of policies.", subcommands = {
    CheckCommand.class, TestCommand.class, DiffCommand.class, ExplainCommand.class,
    FormatCommand.class, InfluenceCommand.class, StatusCommand.class,
    ReloadCommand.class}, mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
public final class PolicyCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }
}
