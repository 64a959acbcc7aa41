package dev.ambit.server.cli.freeze;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The group `ambit freeze`.
@Command(name = "freeze", description = "Stops a principal, a profile, a tenant or everything, and lets it go on.", subcommands = {
    FreezeEverythingCommand.class,
    FreezeProfileCommand.class,
    FreezePrincipalCommand.class,
    FreezeTenantCommand.class,
    FreezeConfirmCommand.class,
    FreezeLiftCommand.class,
    FreezeListCommand.class}, mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
public final class FreezeCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }
}
