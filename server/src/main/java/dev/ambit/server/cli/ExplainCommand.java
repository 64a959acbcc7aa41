package dev.ambit.server.cli;

import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.text.InvalidInput;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `ambit policy explain`: what a policy directory says to one request, and why.
@Command(name = "explain", description = "Decides one request and says why: the policies, and every input they read.", mixinStandardHelpOptions = true, footerHeading = "%nExample:%n", footer = {
    "  ambit policy explain examples/acme --principal 'Agent::\"code-reviewer\"' \\",
    "    --action 'Action::\"repo:read\"' --resource 'Repo::\"site\"' --context '{\"signals\": {}}'"
})
final class ExplainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DirectoryArgument directory;

    @Mixin
    private RequestOptions options;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() throws InvalidInput {
        var screen = Screen.of(spec.commandLine());
        var loaded = directory.load();
        Request request;
        try {
            request = options.read(loaded);
        } catch (InvalidInput misunderstood) {
            return new Refusal(screen, json.isOn()).tell(misunderstood.diagnostics(), ExitCode.USAGE);
        }
        screen.say(ExplainText.of(Explained.of(loaded, request), screen.paint()));
        return ExitCode.OK;
    }
}
