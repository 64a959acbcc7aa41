package dev.ambit.server.cli.policy;

import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.permission.ScopeQuestion;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import dev.ambit.server.pap.CedarDirectory;
import dev.ambit.server.pap.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What somebody asks about on the command line: one request, or everything that a principal may do.
final class RequestOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--principal", required = true, paramLabel = "ENTITY", description = "Who asks: 'Agent::\"a\"'.")
    private String principal;

    @Option(names = "--action", paramLabel = "ENTITY", description = "For what: 'Action::\"read\"'.")
    private Optional<String> action = Optional.empty();

    @Option(names = "--resource", paramLabel = "ENTITY", description = "Of what: 'Repo::\"x\"'.")
    private Optional<String> resource = Optional.empty();

    @Option(names = "--context", paramLabel = "FILE|JSON|-", description = {
        "What else is known: a JSON object, a file that holds one, or - for the standard input. "
                + "Without it, nothing; with --scope, anything may be."})
    private Optional<String> context = Optional.empty();

    @Option(names = "--scope", description = {
        "Asks instead for everything that the principal may do, and while what holds."})
    private boolean scope;

    @Option(names = "--within", paramLabel = "ENTITY", description = "With --scope: only of what is in this.")
    private Optional<String> within = Optional.empty();

    /// Whether everything that the principal may do is asked for.
    boolean isScope() {
        return scope;
    }

    /// The request, which fits the schema of `directory`.
    ///
    /// @throws InvalidInput with everything that is wrong with it
    /// @throws ParameterException where something is missing, or too much
    Request request(CedarDirectory directory) throws InvalidInput {
        if (action.isEmpty() || resource.isEmpty()) {
            throw new ParameterException(spec.commandLine(),
                    "`--action` and `--resource` say what is asked for, or `--scope` asks for everything");
        }
        if (within.isPresent()) {
            throw new ParameterException(spec.commandLine(), "`--within` is for `--scope`");
        }
        var asked = new AskedRequest(directory.schema(), directory.entities());
        asked.principal(new Source("--principal", principal));
        asked.action(new Source("--action", action.get()));
        asked.resource(new Source("--resource", resource.get()));
        return asked.request(context.isPresent() ? context() : new Source("--context", "{}"));
    }

    /// What is asked of the scope of the principal; it fits the schema of `directory`.
    ///
    /// @throws InvalidInput with everything that is wrong with it
    /// @throws ParameterException where there is too much
    ScopeQuestion question(CedarDirectory directory) throws InvalidInput {
        if (resource.isPresent()) {
            throw new ParameterException(spec.commandLine(),
                    "`--scope` asks for all resources: name a group of them with `--within`");
        }
        var asked = new AskedRequest(directory.schema(), directory.entities());
        asked.principal(new Source("--principal", principal));
        action.ifPresent(name -> asked.action(new Source("--action", name)));
        within.ifPresent(name -> asked.resource(new Source("--within", name)));
        return asked.scope(context.isPresent() ? Optional.of(context()) : Optional.empty());
    }

    private Source context() throws InvalidInput {
        var text = context.orElseThrow();
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
