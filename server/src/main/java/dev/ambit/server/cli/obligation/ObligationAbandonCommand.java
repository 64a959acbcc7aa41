package dev.ambit.server.cli.obligation;

import dev.ambit.cedar.json.Json;
import dev.ambit.server.cli.remote.NoReply;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `ambit obligation abandon`: owed no longer although it is not done.
@Command(name = "abandon", description = "Owes something no longer although it is not done.", mixinStandardHelpOptions = true, footerHeading = "%nExample:%n", footer = "  ambit obligation abandon revoke:l-204 --reason 'the broker is gone for good'")
final class ObligationAbandonCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "Of what is owed.")
    private String id = "";

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; it stands in the journal.")
    private String reason = "";

    @Mixin
    private ObligationChange change;

    @Override
    public Integer call() throws NoReply {
        return change.post(ObligationChange.OBLIGATIONS.then(id).then("abandon"), Optional.of(Json.object(Map.of(
                "reason",
                Json.of(reason)))));
    }
}
