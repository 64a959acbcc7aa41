package dev.ambit.server.cli.task;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.value.DurationValue;
import dev.ambit.server.cli.remote.NoReply;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `ambit task extend`: its end is moved, as far as its profile allows.
@Command(name = "extend", description = "Moves the end of a task, as far as its profile allows.", mixinStandardHelpOptions = true, footerHeading = "%nExample:%n", footer = "  ambit task extend pr-118 --for 30m")
final class TaskExtendCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private TaskIdArgument task;

    @Option(names = "--until", paramLabel = "INSTANT", description = "Its new end: 2030-01-31T10:00:00Z.")
    private Optional<String> until = Optional.empty();

    @Option(names = "--for", paramLabel = "TIME", description = "Its new end, from now on: 30m, 2h.")
    private Optional<String> span = Optional.empty();

    @Mixin
    private TaskChange change;

    @Override
    public Integer call() throws NoReply {
        if (until.isPresent() == span.isPresent()) {
            throw new ParameterException(spec.commandLine(),
                    "either `--until` or `--for` says how long it is extended");
        }
        var end = until.orElseGet(() -> after(span.orElse("")));
        return change.post(task.target().then("extend"), Json.object(Map.of("until", Json.of(end))));
    }

    private String after(String text) {
        var duration = DurationValue.parse(text);
        if (duration == null || duration.millis() <= 0) {
            throw new ParameterException(spec.commandLine(), "`%s` is no length of time such as 30m or 2h".formatted(
                    text));
        }
        return Instant.now().plusMillis(duration.millis()).truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
