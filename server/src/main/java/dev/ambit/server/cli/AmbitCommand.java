package dev.ambit.server.cli;

import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.server.cli.approval.ApprovalCommand;
import dev.ambit.server.cli.ask.AskCommand;
import dev.ambit.server.cli.demo.DemoCommand;
import dev.ambit.server.cli.doctor.DoctorCommand;
import dev.ambit.server.cli.explain.ExplainCommand;
import dev.ambit.server.cli.frame.ExitCode;
import dev.ambit.server.cli.frame.Misunderstood;
import dev.ambit.server.cli.frame.Refusal;
import dev.ambit.server.cli.freeze.FreezeCommand;
import dev.ambit.server.cli.keys.KeysCommand;
import dev.ambit.server.cli.obligation.ObligationCommand;
import dev.ambit.server.cli.policy.PolicyCommand;
import dev.ambit.server.cli.record.RecordCommand;
import dev.ambit.server.cli.record.VerifyCommand;
import dev.ambit.server.cli.remote.NoReply;
import dev.ambit.server.cli.remote.NoReplyText;
import dev.ambit.server.cli.scope.ScopeCommand;
import dev.ambit.server.cli.serve.ServeCommand;
import dev.ambit.server.cli.signal.SignalCommand;
import dev.ambit.server.cli.task.TaskCommand;
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
    SignalCommand.class,
    TaskCommand.class,
    AskCommand.class,
    FreezeCommand.class,
    ObligationCommand.class,
    ScopeCommand.class,
    ApprovalCommand.class,
    RecordCommand.class,
    ExplainCommand.class,
    VerifyCommand.class,
    DoctorCommand.class,
    CompletionCommand.class}, mixinStandardHelpOptions = true, versionProvider = AmbitCommand.Version.class, synopsisSubcommandLabel = "COMMAND", exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
        "0:done, or permitted",
        "1:denied or refused, or the thing looked at has problems",
        "2:the command was not understood",
        "3:Ambit itself failed, or could not be reached"}, footerHeading = "%nExample:%n", footer = "  ambit policy check examples/acme")
public final class AmbitCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    /// The whole command line, ready to execute. Colours only where a terminal shows them, and never with `NO_COLOR`.
    public static CommandLine commandLine() {
        return new CommandLine(new AmbitCommand())
                .addSubcommand(new DemoCommand(AmbitCommand::commandLine))
                .setParameterExceptionHandler(Misunderstood::handle)
                .setExecutionExceptionHandler(AmbitCommand::failed)
                .setUsageHelpAutoWidth(true);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }

    private static int failed(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        return switch (failure) {
            case InvalidInput input -> Refusal.of(command, parsed).tell(input.diagnostics(), ExitCode.PROBLEMS);
            case NoReply refused -> NoReplyText.tell(refused, Refusal.of(command, parsed));
            default -> ownMistake(failure, command);
        };
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
