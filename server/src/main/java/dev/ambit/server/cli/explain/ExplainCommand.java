package dev.ambit.server.cli.explain;

import dev.ambit.server.cli.frame.ExitCode;
import dev.ambit.server.cli.frame.JsonOption;
import dev.ambit.server.cli.frame.Screen;
import dev.ambit.server.cli.record.RecordText;
import dev.ambit.server.cli.remote.NoReply;
import dev.ambit.server.cli.remote.ServerOptions;
import dev.ambit.server.cli.remote.Target;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ambit explain`: which line of the combining rule answered, what the lines before it found, and which inputs decided.
@Command(name = "explain", description = "Explains one decision: its path through the combining rule, line by line, and what it read, with a * at what decided.", mixinStandardHelpOptions = true, footerHeading = "%nExample:%n", footer = "  ambit explain d-6b0q2c-1")
public final class ExplainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RECORD", description = "The id, as every answer tells it.")
    private String id;

    @Mixin
    private ServerOptions server;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() throws NoReply {
        var screen = Screen.of(spec.commandLine());
        try (var connection = server.connect()) {
            var record = connection.get(Target.of("/v1/records").then(id)).object();
            var path = DecisionPath.of(record);
            if (json.isOn()) {
                screen.print(path.json(record));
            } else {
                screen.say(RecordText.whole(record, screen.paint()) + "\n\n" + path.text(screen.paint()));
            }
            return ExitCode.OK;
        }
    }
}
