package dev.ambit.server.cli;

import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.server.cli.frame.ExitCode;
import dev.ambit.server.cli.frame.Misunderstood;
import dev.ambit.server.cli.frame.Refusal;
import dev.ambit.server.cli.keys.KeysCommand;
import dev.ambit.server.cli.policy.PolicyCommand;
import dev.ambit.server.cli.record.RecordCommand;
import dev.ambit.server.cli.record.VerifyCommand;
import dev.ambit.server.cli.serve.ServeCommand;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine;

/// The command `ambit`: it only knows its subcommands. A new group of commands is one more line in `subcommands`.
@Command(name = "ambit", description = "Decides, at the moment of use, what an AI agent or any other non-human identity may do.", subcommands = {
    PolicyCommand.class,
    KeysCommand.class,
    ServeCommand.class,
    RecordCommand.class,
    VerifyCommand.class}, mixinStandardHelpOptions = true, versionProvider = AmbitCommand.Version.class, synopsisSubcommandLabel = "COMMAND", exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
        "0:done, nothing wrong",
        "1:done, and the thing looked at has problems",
        "2:the command was not understood",
        "3:Ambit itself failed"}, footerHeading = "%nExample:%n", footer = "  ambit policy check examples/acme")
public final class AmbitCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    /// The whole command line, ready to execute. Colours only where a terminal shows them, and never with `NO_COLOR`.
    public static CommandLine commandLine() {
        return new CommandLine(new AmbitCommand())
                .setParameterExceptionHandler(Misunderstood::handle)
                .setExecutionExceptionHandler(AmbitCommand::failed)
                .setUsageHelpAutoWidth(true);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }

    private static int failed(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        return failure instanceof InvalidInput input
                ? Refusal.of(command, parsed).tell(input.diagnostics(), ExitCode.PROBLEMS)
                : ownMistake(failure, command);
    }

    private static int ownMistake(Exception mistake, CommandLine command) {
        var err = command.getErr();
        err.println("internal error in `%s`: %s".formatted(command.getCommandSpec().qualifiedName(), mistake));
        mistake.printStackTrace(err);
        return ExitCode.INTERNAL;
    }

    /// Says which Ambit this is, and on what it runs.
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            var version = Optional.ofNullable(AmbitCommand.class.getPackage().getImplementationVersion());
            return new String[] {"ambit %s (Java %s)".formatted(version.orElse("unpackaged"), Runtime.version())};
        }
    }
}
