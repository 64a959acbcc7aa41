package dev.ambit.server.cli.signal.stream;

import dev.ambit.server.cli.remote.NoReply;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `ambit signal stream delete`: ends a stream at its transmitter.
@Command(name = "delete", description = {
    "Deletes a stream at its transmitter. Nothing comes by it any more, until it is created, or the server starts."}, mixinStandardHelpOptions = true, footerHeading = "%nExample:%n", footer = "  ambit signal stream delete agent-monitor")
final class StreamDeleteCommand implements Callable<Integer> {
    @Mixin
    private StreamOf stream;

    @Override
    public Integer call() throws NoReply {
        try (var connection = stream.connect()) {
            connection.delete(stream.target());
        }
        return stream.done("the stream of %s is deleted");
    }
}
