package dev.ambit.server.cli.approval;

import dev.ambit.server.cli.remote.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The group `ambit approval`.
@Command(name = "approval", description = "Shows what people are asked to approve, and answers.", subcommands = {
    ApprovalListCommand.class,
    ApprovalShowCommand.class,
    ApprovalApproveCommand.class,
    ApprovalDenyCommand.class}, mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
public final class ApprovalCommand implements Runnable {
    static final Target APPROVALS = Target.of("/v1/approvals");

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }
}
