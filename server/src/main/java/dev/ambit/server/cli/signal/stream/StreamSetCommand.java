package dev.ambit.server.cli.signal.stream;

import dev.ambit.cedar.json.Json;
import dev.ambit.server.cli.remote.NoReply;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What has a stream deliver, hold back, or drop what happens.
abstract class StreamSetCommand implements Callable<Integer> {
    @Mixin
    private StreamOf stream;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; the transmitter is told.")
    private Optional<String> reason = Optional.empty();

    private final String status;

    StreamSetCommand(String status) {
        this.status = status;
    }

    @Override
    public Integer call() throws NoReply {
        var fields = new LinkedHashMap<String, Json>();
        fields.put("status", Json.of(status));
        reason.ifPresent(text -> fields.put("reason", Json.of(text)));
        try (var connection = stream.connect()) {
            return stream.show(connection.put(stream.target().then("status"), Json.object(fields)));
        }
    }

    /// `ambit signal stream pause`.
    @Command(name = "pause", description = "Has the transmitter hold back what happens, until the stream is resumed.", mixinStandardHelpOptions = true, footerHeading = "%nExample:%n", footer = "  ambit signal stream pause agent-monitor --reason maintenance")
    static final class Pause extends StreamSetCommand {
        Pause() {
            super("paused");
        }
    }

    /// `ambit signal stream resume`.
    @Command(name = "resume", description = "Has the transmitter deliver again.", mixinStandardHelpOptions = true, footerHeading = "%nExample:%n", footer = "  ambit signal stream resume agent-monitor")
    static final class Resume extends StreamSetCommand {
        Resume() {
            super("enabled");
        }
    }

    /// `ambit signal stream disable`.
    @Command(name = "disable", description = "Has the transmitter drop what happens, until the stream is resumed.", mixinStandardHelpOptions = true, footerHeading = "%nExample:%n", footer = "  ambit signal stream disable agent-monitor")
    static final class Disable extends StreamSetCommand {
        Disable() {
            super("disabled");
        }
    }
}
