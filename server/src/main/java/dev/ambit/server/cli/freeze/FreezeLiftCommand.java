package dev.ambit.server.cli.freeze;

import dev.ambit.server.cli.remote.NoReply;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `ambit freeze lift`: what was stopped goes on.
@Command(name = "lift", description = "Lets what was frozen go on; withdraws what nobody confirmed.", mixinStandardHelpOptions = true, footerHeading = "%nExample:%n", footer = "  ambit freeze lift f-0k3x --reason 'the key was replaced'")
final class FreezeLiftCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FREEZE", description = "Its id.")
    private String freeze = "";

    @Mixin
    private Why why;

    @Mixin
    private FreezeChange change;

    @Override
    public Integer call() throws NoReply {
        return change.post(FreezeChange.FREEZES.then(freeze).then("lift"), Optional.of(why.with(Map.of())));
    }
}
