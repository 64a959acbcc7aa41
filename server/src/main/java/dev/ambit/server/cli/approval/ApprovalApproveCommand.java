package dev.ambit.server.cli.approval;

import dev.ambit.server.cli.remote.NoReply;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `ambit approval approve`: yes.
@Command(name = "approve", description = "Approves requests, as the person the key belongs to. Others may have to approve them as well.", mixinStandardHelpOptions = true, footerHeading = "%nExample:%n", footer = "  ambit approval approve a-7q2k --comment 'as agreed with the customer'")
final class ApprovalApproveCommand implements Callable<Integer> {
    @Mixin
    private Answering answering;

    @Override
    public Integer call() throws NoReply {
        return answering.send("approve");
    }
}
