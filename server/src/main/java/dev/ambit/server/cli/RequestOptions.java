package dev.ambit.server.cli;

import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import dev.ambit.server.pap.PolicyDirectory;
import dev.ambit.server.pap.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The request that somebody asks about on the command line.
final class RequestOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--principal", required = true, paramLabel = "ENTITY", description = "Who asks: 'Agent::\"a\"'.")
    private String principal;

    @Option(names = "--action", required = true, paramLabel = "ENTITY", description = "For what: 'Action::\"read\"'.")
    private String action;

    @Option(names = "--resource", required = true, paramLabel = "ENTITY", description = "Of what: 'Repo::\"x\"'.")
    private String resource;

    @Option(names = "--context", paramLabel = "FILE|JSON|-", description = {
        "What else is known: a JSON object, a file that holds one, or - for the standard input. "
                + "Without it, nothing."})
    private Optional<String> context = Optional.empty();

    /// The request, which fits the schema of `directory`.
    ///
    /// @throws InvalidInput with everything that is wrong with it
    Request read(PolicyDirectory directory) throws InvalidInput {
        var wanted = new AskedRequest(directory.schema(), directory.entities());
        wanted.principal(new Source("--principal", principal));
        wanted.action(new Source("--action", action));
        wanted.resource(new Source("--resource", resource));
        return wanted.with(context());
    }

    private Source context() throws InvalidInput {
        if (context.isEmpty()) {
            return new Source("--context", "{}");
        }
        var text = context.get();
        if (text.equals("-")) {
            return standardInput();
        }
        return text.stripLeading().startsWith("{") ? new Source("--context", text) : TextFile.read(Path.of(text), text);
    }

    private Source standardInput() throws InvalidInput {
        try {
            return TextFile.read(System.in, "standard input");
        } catch (IOException failure) {
            throw new ParameterException(spec.commandLine(), "the standard input cannot be read: %s".formatted(failure
                    .getMessage()), failure);
        }
    }
}
