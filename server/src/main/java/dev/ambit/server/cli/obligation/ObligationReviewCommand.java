package dev.ambit.server.cli.obligation;

import dev.ambit.cedar.json.Json;
import dev.ambit.server.cli.remote.NoReply;
import dev.ambit.server.cli.remote.Target;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `ambit obligation review`: says whether it was right to break the glass for a task.
@Command(name = "review", description = "Says whether it was right to break the glass for a task.", mixinStandardHelpOptions = true, footerHeading = "%nExample:%n", footer = "  ambit obligation review fix-118 --verdict justified --note 'the site was down'")
final class ObligationReviewCommand implements Callable<Integer> {
    @Parameters(paramLabel = "TASK", description = "For which the glass was broken.")
    private String task = "";

    @Option(names = "--verdict", required = true, paramLabel = "VERDICT", description = "justified or unjustified.")
    private String verdict = "";

    @Option(names = "--note", required = true, paramLabel = "TEXT", description = "What was found.")
    private String note = "";

    @Mixin
    private ObligationChange change;

    @Override
    public Integer call() throws NoReply {
        return change.post(Target.of("/v1/tasks").then(task).then("review"), Optional.of(Json.object(Map.of("verdict",
                Json.of(verdict), "note", Json.of(note)))));
    }
}
