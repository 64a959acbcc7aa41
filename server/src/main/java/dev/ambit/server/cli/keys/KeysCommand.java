package dev.ambit.server.cli.keys;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The group `ambit keys`: who may call the server.
@Command(name = "keys", description = "Says who may call the server: API keys and client certificates.", subcommands = {
    KeysCreateCommand.class, KeysListCommand.class,
    KeysRevokeCommand.class}, mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
public final class KeysCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }
}
