package dev.ambit.server.cli.keys;

import dev.ambit.cedar.json.Json;
import dev.ambit.server.cli.frame.ExitCode;
import dev.ambit.server.cli.frame.JsonOption;
import dev.ambit.server.cli.frame.Screen;
import dev.ambit.server.cli.frame.Visible;
import dev.ambit.server.pdp.caller.CallersFile;
import dev.ambit.server.pdp.caller.Entry;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `ambit keys list`: who may call. No secret is among what is known of them.
@Command(name = "list", description = "Lists who may call the server, and as what.", mixinStandardHelpOptions = true, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
    "0:listed", "2:the command was not understood, or the file cannot be used",
    "3:Ambit itself failed"}, footerHeading = "%nExample:%n", footer = "  ambit keys list")
final class KeysListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CallersFileOption file;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        var screen = Screen.of(spec.commandLine());
        var entries = file.read();
        if (json.isOn()) {
            screen.print(Json.array(entries.stream().map(KeysListCommand::json).toList()));
        } else {
            entries.forEach(entry -> screen.say(text(entry)));
        }
        return ExitCode.OK;
    }

    private static String text(Entry entry) {
        var self = entry.self().map(uid -> " as " + uid).orElse("");
        return Visible.text("%s  %s  %s%s  %s  %s".formatted(entry.id(), entry.caller().name(), String.join(",",
                CallersFile
                        .words(entry.caller().roles())), self, means(entry), entry.created()));
    }

    private static String means(Entry entry) {
        return switch (entry.proof()) {
            case Entry.Proof.KeyHash _ -> "key";
            case Entry.Proof.CertificateName(var name) -> name;
        };
    }

    private static Json json(Entry entry) {
        var fields = new LinkedHashMap<String, Json>();
        fields.put("id", Json.of(entry.id()));
        fields.put("name", Json.of(entry.caller().name()));
        fields.put("roles", Json.array(CallersFile.words(entry.caller().roles()).stream().map(Json::of).toList()));
        entry.self().ifPresent(self -> fields.put("principal", Json.of(self.toString())));
        fields.put("means", Json.of(means(entry)));
        fields.put("created", Json.of(entry.created().toString()));
        return Json.object(fields);
    }
}
