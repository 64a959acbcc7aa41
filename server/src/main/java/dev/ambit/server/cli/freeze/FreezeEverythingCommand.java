package dev.ambit.server.cli.freeze;

import dev.ambit.cedar.json.Json;
import dev.ambit.server.cli.remote.NoReply;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `ambit freeze everything`.
@Command(name = "everything", description = "Stops every task.", mixinStandardHelpOptions = true, footerHeading = "%nExample:%n", footer = "  ambit freeze everything --reason 'we are being attacked'")
final class FreezeEverythingCommand implements Callable<Integer> {
    @Mixin
    private Why why;

    @Mixin
    private FreezeChange change;

    @Override
    public Integer call() throws NoReply {
        return change.post(FreezeChange.FREEZES, Optional.of(why.with(Map.of("everything", Json.of(true)))));
    }
}
