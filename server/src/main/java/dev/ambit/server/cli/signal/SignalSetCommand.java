package dev.ambit.server.cli.signal;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReader;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.text.Span;
import dev.ambit.server.cli.frame.ExitCode;
import dev.ambit.server.cli.frame.JsonOption;
import dev.ambit.server.cli.frame.Screen;
import dev.ambit.server.cli.remote.EntityOption;
import dev.ambit.server.cli.remote.NoReply;
import dev.ambit.server.cli.remote.ServerOptions;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ambit signal set`: says what is so. It counts where the caller is the signal's own source.
@Command(name = "set", description = {
    "Says what is so. It counts where the caller is the signal's own source, and from the next decision on."
}, mixinStandardHelpOptions = true, footerHeading = "%nExample:%n", footer = {
    "  ambit signal set risk agent/month-end 5",
    "  ambit signal set incident environment/prod '{\"declared\": true, \"severity\": 1}'"})
final class SignalSetCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "SIGNAL", description = "Its name in the catalogue.")
    private String signal;

    @Parameters(index = "1", paramLabel = "SUBJECT", converter = EntityOption.class, description = {
        "What it is about: environment/prod."})
    private EntityOption.Named subject;

    @Parameters(index = "2", arity = "0..1", paramLabel = "VALUE", description = "What is so: JSON, or a word.")
    private Optional<String> value = Optional.empty();

    @Option(names = "--absent", description = "Says that there is none, instead of a value.")
    private boolean absent;

    @Option(names = "--observed", paramLabel = "INSTANT", description = "When it was seen to be so. Default: now")
    private Optional<String> observed = Optional.empty();

    @Mixin
    private ServerOptions server;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() throws NoReply {
        if (absent == value.isPresent()) {
            throw new ParameterException(spec.commandLine(), "either a value says what is so, or `--absent` that there "
                    + "is none");
        }
        var screen = Screen.of(spec.commandLine());
        try (var connection = server.connect()) {
            var reply = connection.put(SignalGetCommand.SIGNALS.then(signal), said());
            screen.say(json.isOn() ? reply.text() : SignalText.standing(signal, reply.object(), screen.paint()));
            return ExitCode.OK;
        }
    }

    private Json said() {
        var fields = new LinkedHashMap<String, Json>();
        fields.put("subject", subject.json());
        fields.put("value", value.map(SignalSetCommand::json).orElse(new Json.Null(Span.NONE)));
        observed.ifPresent(instant -> fields.put("observed", Json.of(instant)));
        return Json.object(fields);
    }

    /// What is no JSON is a word.
    private static Json json(String text) {
        try {
            return JsonReader.read(new Source("value", text));
        } catch (InvalidInput word) {
            return Json.of(text);
        }
    }
}
