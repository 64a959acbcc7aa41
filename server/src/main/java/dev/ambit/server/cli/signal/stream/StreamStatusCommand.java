package dev.ambit.server.cli.signal.stream;

import dev.ambit.server.cli.remote.NoReply;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `ambit signal stream status`: how a stream does.
@Command(name = "status", description = "Shows a stream as its transmitter has it, and whether it has shown that it works.", mixinStandardHelpOptions = true, footerHeading = "%nExample:%n", footer = "  ambit signal stream status agent-monitor")
final class StreamStatusCommand implements Callable<Integer> {
    @Mixin
    private StreamOf stream;

    @Override
    public Integer call() throws NoReply {
        try (var connection = stream.connect()) {
            return stream.show(connection.get(stream.target()));
        }
    }
}
