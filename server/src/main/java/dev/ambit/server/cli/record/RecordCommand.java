package dev.ambit.server.cli.record;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The group `ambit record`: what was decided.
@Command(name = "record", description = "Shows what was decided, and what that hung on.", subcommands = {
    RecordListCommand.class,
    RecordGetCommand.class,
    RecordProveCommand.class,
    ReplayCommand.class}, mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
public final class RecordCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }
}
