package dev.ambit.server.cli.freeze;

import dev.ambit.cedar.json.Json;
import dev.ambit.server.cli.remote.NoReply;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `ambit freeze profile`.
@Command(name = "profile", description = "Stops the tasks under a profile.", mixinStandardHelpOptions = true, footerHeading = "%nExample:%n", footer = "  ambit freeze profile deploy --reason 'the pipeline is compromised'")
final class FreezeProfileCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PROFILE", description = "Its name.")
    private String profile = "";

    @Mixin
    private Why why;

    @Mixin
    private FreezeChange change;

    @Override
    public Integer call() throws NoReply {
        return change.post(FreezeChange.FREEZES, Optional.of(why.with(Map.of("profile", Json.of(profile)))));
    }
}
