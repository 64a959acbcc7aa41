package dev.ambit.server.cli.signal.stream;

import dev.ambit.server.cli.remote.NoReply;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `ambit signal stream create`: makes a stream again that was deleted.
@Command(name = "create", description = "Has the server make a stream again that was deleted from here.", mixinStandardHelpOptions = true, footerHeading = "%nExample:%n", footer = "  ambit signal stream create agent-monitor")
final class StreamCreateCommand implements Callable<Integer> {
    @Mixin
    private StreamOf stream;

    @Override
    public Integer call() throws NoReply {
        try (var connection = stream.connect()) {
            connection.post(stream.target(), Optional.empty());
        }
        return stream.done("the stream of %s is made at the next round");
    }
}
