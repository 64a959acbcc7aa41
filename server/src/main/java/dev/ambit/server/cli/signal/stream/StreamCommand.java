package dev.ambit.server.cli.signal.stream;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The group `ambit signal stream`.
@Command(name = "stream", description = "Shows and changes the streams by which shared signals come.", subcommands = {
    StreamStatusCommand.class, StreamVerifyCommand.class, StreamSetCommand.Pause.class, StreamSetCommand.Resume.class,
    StreamSetCommand.Disable.class, StreamSubjectCommand.Add.class, StreamSubjectCommand.Remove.class,
    StreamUpdateCommand.class, StreamDeleteCommand.class,
    StreamCreateCommand.class}, mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
public final class StreamCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }
}
