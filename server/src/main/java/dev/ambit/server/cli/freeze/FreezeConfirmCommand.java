package dev.ambit.server.cli.freeze;

import dev.ambit.server.cli.remote.NoReply;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `ambit freeze confirm`: as the second operator.
@Command(name = "confirm", description = "Confirms, as the second operator, a freeze, or that one is lifted.", mixinStandardHelpOptions = true, footerHeading = "%nExample:%n", footer = "  ambit freeze confirm f-0k3x")
final class FreezeConfirmCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FREEZE", description = "Its id.")
    private String freeze = "";

    @Mixin
    private FreezeChange change;

    @Override
    public Integer call() throws NoReply {
        return change.post(FreezeChange.FREEZES.then(freeze).then("confirm"), Optional.empty());
    }
}
