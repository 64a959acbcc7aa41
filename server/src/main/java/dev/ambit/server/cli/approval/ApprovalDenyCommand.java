package dev.ambit.server.cli.approval;

import dev.ambit.server.cli.remote.NoReply;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `ambit approval deny`: no, and that is final.
@Command(name = "deny", description = "Denies requests, for good, as the person the key belongs to.", mixinStandardHelpOptions = true, footerHeading = "%nExample:%n", footer = "  ambit approval deny a-7q2k --comment 'ask the owner first'")
final class ApprovalDenyCommand implements Callable<Integer> {
    @Mixin
    private Answering answering;

    @Override
    public Integer call() throws NoReply {
        return answering.send("deny");
    }
}
