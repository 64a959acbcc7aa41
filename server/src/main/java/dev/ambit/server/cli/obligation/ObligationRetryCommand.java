package dev.ambit.server.cli.obligation;

import dev.ambit.server.cli.remote.NoReply;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `ambit obligation retry`: tried at once.
@Command(name = "retry", description = "Tries what is owed at once, also what nobody tries any more.", mixinStandardHelpOptions = true, footerHeading = "%nExample:%n", footer = "  ambit obligation retry revoke:l-204")
final class ObligationRetryCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "Of what is owed.")
    private String id = "";

    @Mixin
    private ObligationChange change;

    @Override
    public Integer call() throws NoReply {
        return change.post(ObligationChange.OBLIGATIONS.then(id).then("retry"), Optional.empty());
    }
}
