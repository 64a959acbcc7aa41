package dev.ambit.server.cli.signal.stream;

import dev.ambit.cedar.json.Json;
import dev.ambit.server.cli.remote.NoReply;
import dev.ambit.server.cli.remote.Target;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// What asks a transmitter for what is about somebody, or for it no more.
abstract class StreamSubjectCommand implements Callable<Integer> {
    @Mixin
    private StreamOf stream;

    @Parameters(index = "1", paramLabel = "SUBJECT", converter = SubjectArgument.class, description = {
        "Whom: FORMAT:VALUE, such as email:a@acme.example, or a subject identifier (RFC 9493) as JSON."})
    private Json.Obj subject;

    @Override
    public Integer call() throws NoReply {
        try (var connection = stream.connect()) {
            connection.post(target(stream.target().then("subjects")), Optional.of(Json.object(Map.of("subject",
                    subject))));
        }
        return stream.done(words());
    }

    abstract Target target(Target subjects);

    abstract String words();

    /// `ambit signal stream add`.
    @Command(name = "add", description = "Asks the transmitter for what is about one more subject.", mixinStandardHelpOptions = true, footerHeading = "%nExample:%n", footer = "  ambit signal stream add agent-monitor opaque:release-bot")
    static final class Add extends StreamSubjectCommand {
        @Override
        Target target(Target subjects) {
            return subjects;
        }

        @Override
        String words() {
            return "the stream of %s is about this subject too";
        }
    }

    /// `ambit signal stream remove`.
    @Command(name = "remove", description = "Asks the transmitter for what is about a subject no more.", mixinStandardHelpOptions = true, footerHeading = "%nExample:%n", footer = "  ambit signal stream remove agent-monitor email:a@acme.example")
    static final class Remove extends StreamSubjectCommand {
        @Override
        Target target(Target subjects) {
            return subjects.then("remove");
        }

        @Override
        String words() {
            return "the stream of %s is not about this subject any more";
        }
    }
}
