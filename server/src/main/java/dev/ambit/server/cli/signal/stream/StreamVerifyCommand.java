package dev.ambit.server.cli.signal.stream;

import dev.ambit.cedar.json.Json;
import dev.ambit.server.cli.frame.ExitCode;
import dev.ambit.server.cli.remote.Fields;
import dev.ambit.server.cli.remote.NoReply;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ambit signal stream verify`: has a stream show that it works, and waits until it has.
@Command(name = "verify", description = {
    "Has the transmitter send a verification event by the stream, and waits for it.",
    "Exit code 1 where it does not come in time."}, mixinStandardHelpOptions = true, footerHeading = "%nExample:%n", footer = "  ambit signal stream verify agent-monitor --within 20")
final class StreamVerifyCommand implements Callable<Integer> {
    private static final long PAUSE_MILLIS = 200;

    @Mixin
    private StreamOf stream;

    @Option(names = "--within", paramLabel = "SECONDS", defaultValue = "60", description = "How long to wait. Default: 60")
    private int withinSeconds;

    @Override
    public Integer call() throws NoReply {
        try (var connection = stream.connect()) {
            var reply = connection.post(stream.target().then("verification"), Optional.empty());
            var deadline = System.nanoTime() + withinSeconds * 1_000_000_000L;
            while (!isVerified(reply.object()) && System.nanoTime() - deadline < 0 && rested()) {
                reply = connection.get(stream.target());
            }
            stream.show(reply);
            if (isVerified(reply.object())) {
                return ExitCode.OK;
            }
            stream.screen().warn("no verification came within %d s".formatted(withinSeconds));
            return ExitCode.PROBLEMS;
        }
    }

    private static boolean isVerified(Json.Obj stream) {
        var asked = Fields.maybe(stream, "asked").map(Instant::parse);
        var verified = Fields.maybe(stream, "verified").map(Instant::parse);
        return asked.isPresent() && verified.isPresent() && !verified.get().isBefore(asked.get());
    }

    private static boolean rested() {
        try {
            Thread.sleep(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
