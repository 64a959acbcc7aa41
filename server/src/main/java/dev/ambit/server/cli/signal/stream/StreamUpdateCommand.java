package dev.ambit.server.cli.signal.stream;

import dev.ambit.cedar.json.Json;
import dev.ambit.server.cli.remote.NoReply;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ambit signal stream update`: tells a transmitter again what is wanted of its stream.
@Command(name = "update", description = {
    "Tells the transmitter again what the settings want of the stream, such as after somebody changed it there."}, mixinStandardHelpOptions = true, footerHeading = "%nExample:%n", footer = "  ambit signal stream update agent-monitor --whole")
final class StreamUpdateCommand implements Callable<Integer> {
    private static final Json NOTHING = Json.object(Map.of());

    @Mixin
    private StreamOf stream;

    @Option(names = "--whole", description = "All of the stream is put as wanted (PUT), not only what is wanted of it (PATCH).")
    private boolean isWhole;

    @Override
    public Integer call() throws NoReply {
        try (var connection = stream.connect()) {
            return stream.show(isWhole
                    ? connection.put(stream.target(), NOTHING)
                    : connection.patch(stream.target(), NOTHING));
        }
    }
}
