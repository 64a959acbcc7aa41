package dev.ambit.server.cli.policy;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.permission.SymbolicScope;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.server.cli.frame.ExitCode;
import dev.ambit.server.cli.frame.JsonOption;
import dev.ambit.server.cli.frame.Refusal;
import dev.ambit.server.cli.frame.Screen;
import dev.ambit.server.cli.frame.Visible;
import dev.ambit.server.pap.CedarDirectory;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `ambit policy explain`: what a policy directory says to one request, and why.
@Command(name = "explain", description = {
    "Decides one request and says why: the policies, and every input they read. "
            + "With --scope, says all that somebody may do."}, mixinStandardHelpOptions = true, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
                "0:the request was decided, whatever the decision",
                "1:the directory has errors: see ambit policy check",
                "2:the command or the request was not understood", "3:Ambit itself failed"
            }, footerHeading = "%nExample:%n", footer = {
                "  ambit policy explain examples/acme --profile usage-report --principal 'Agent::\"month-end\"' \\",
                "    --action 'Action::\"api:call\"' --resource 'Api::\"usage\"' --context context.json"
            })
final class ExplainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private RulesArgument rules;

    @Mixin
    private RequestOptions options;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() throws InvalidInput {
        var screen = Screen.of(spec.commandLine());
        var loaded = rules.load();
        Answer answer;
        try {
            answer = options.isScope() ? scope(loaded) : decision(loaded, screen);
        } catch (InvalidInput misunderstood) {
            return new Refusal(screen, json.isOn()).tell(misunderstood.diagnostics(), ExitCode.USAGE);
        }
        if (json.isOn()) {
            screen.print(answer.json());
        } else {
            screen.say(answer.text());
        }
        return ExitCode.OK;
    }

    /// What was found out, for either kind of reader.
    private record Answer(String text, Json json) {}

    private Answer decision(CedarDirectory loaded, Screen screen) throws InvalidInput {
        var explained = Explained.of(loaded, options.request(loaded));
        return new Answer(ExplainText.of(explained, screen.paint()), ExplainJson.of(explained));
    }

    private Answer scope(CedarDirectory loaded) throws InvalidInput {
        var scope = SymbolicScope.of(loaded.policies(), options.question(loaded));
        var fields = new LinkedHashMap<String, Json>();
        fields.put("ok", Json.of(true));
        fields.put("scope", scope.json());
        return new Answer(Visible.text(scope.toString()).stripTrailing(), Json.object(fields));
    }
}
