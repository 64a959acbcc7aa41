package dev.ambit.server.cli.keys;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.PolicyParser;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.identity.Caller.Role;
import dev.ambit.core.identity.Caller;
import dev.ambit.server.cli.frame.ExitCode;
import dev.ambit.server.cli.frame.JsonOption;
import dev.ambit.server.cli.frame.Screen;
import dev.ambit.server.pdp.caller.Keys;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `ambit keys create`: a new API key, shown this once, or a certificate that is listed.
@Command(name = "create", description = {
    "Makes an API key and shows it, once. With --certificate, lists a client certificate instead."
}, mixinStandardHelpOptions = true, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
    "0:the caller is listed", "2:the command was not understood, or the file cannot be used", "3:Ambit itself failed"
}, footerHeading = "%nExample:%n", footer = "  ambit keys create --name gateway --role enforcement-point")
final class KeysCreateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CallersFileOption file;

    @Mixin
    private JsonOption json;

    @Option(names = "--name", required = true, paramLabel = "NAME", description = {
        "Under which records and events name the caller."})
    private String name;

    @Option(names = "--role", required = true, split = ",", paramLabel = "ROLE", converter = RoleArgument.class, description = {
        "What it may do: enforcement-point, agent, operator, approver, auditor, administrator, source, monitor, receiver. Can be repeated."})
    private List<Role> roles;

    @Option(names = "--principal", paramLabel = "ENTITY", description = "For an agent, who it is: 'Agent::\"a\"'.")
    private Optional<String> principal = Optional.empty();

    @Option(names = "--certificate", paramLabel = "NAME", description = {
        "An alternative name of its certificate: URI:spiffe://… or DNS:…"})
    private Optional<String> certificate = Optional.empty();

    @Override
    public Integer call() {
        var caller = new Caller(name, Set.copyOf(roles));
        var self = principal.map(this::entity);
        try {
            if (certificate.isPresent()) {
                tell(file.with(list -> new Keys(list, new SecureRandom()).admit(certificate.get(), caller, self, Instant
                        .now())), Optional.empty());
            } else {
                var key = file.with(list -> new Keys(list, new SecureRandom()).create(caller, self, Instant.now()));
                tell(key.id(), Optional.of(key.reveal()));
            }
            return ExitCode.OK;
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private EntityUid entity(String text) {
        try {
            if (PolicyParser.parseExpression(new Source("--principal", text),
                    Limits.DEFAULT) instanceof Expr.Literal(EntityUid uid, _)) {
                return uid;
            }
        } catch (InvalidInput unreadable) {
            throw new ParameterException(spec.commandLine(), unreadable.getMessage(), unreadable);
        }
        throw new ParameterException(spec.commandLine(), "`%s` is no entity. Write 'Agent::\"a\"'".formatted(text));
    }

    private void tell(String id, Optional<String> key) {
        var screen = Screen.of(spec.commandLine());
        if (json.isOn()) {
            var fields = new LinkedHashMap<String, Json>();
            fields.put("ok", Json.of(true));
            fields.put("id", Json.of(id));
            key.ifPresent(text -> fields.put("key", Json.of(text)));
            screen.print(Json.object(fields));
        } else {
            screen.say(key.orElse("listed as " + id));
            if (key.isPresent()) {
                screen.err().println("This is the only time the key is shown. Revoke it with: ambit keys revoke " + id);
                screen.err().flush();
            }
        }
    }
}
