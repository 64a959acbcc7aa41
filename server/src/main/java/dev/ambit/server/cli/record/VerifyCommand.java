package dev.ambit.server.cli.record;

import dev.ambit.cedar.json.Json;
import dev.ambit.server.cli.frame.ExitCode;
import dev.ambit.server.cli.frame.JsonOption;
import dev.ambit.server.cli.frame.Screen;
import dev.ambit.server.log.LogVerifier;
import dev.ambit.server.log.Verdict;
import dev.ambit.server.log.note.VerifierKey;
import dev.ambit.server.log.store.LogFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ambit verify`: whether a log, or a copy of one, is what was signed.
@Command(name = "verify", description = {
    "Checks a log that no server has open, or a copy of one, with nothing but its public key, and names the first byte "
            + "that is not what it was."
}, mixinStandardHelpOptions = true, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
    "0:it is whole, and what was signed", "1:it is not, or cannot be read", "2:the command was not understood",
    "3:Ambit itself failed"
}, footerHeading = "%nExample:%n", footer = "  ambit verify acme-data/record --key log.pub")
public final class VerifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The log: the directory `record` of a data directory, or a copy.")
    private Path directory;

    @Option(names = "--key", required = true, paramLabel = "KEY|FILE", converter = KeyArgument.class, description = {
        "The log's public key, name+id+key, or a file that holds it. The server prints it when it starts."})
    private VerifierKey key;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        if (!Files.isDirectory(directory)) {
            throw new ParameterException(spec.commandLine(), "`%s` is no directory".formatted(directory));
        }
        var screen = Screen.of(spec.commandLine());
        var passing = new Passing(screen, "entries checked");
        try {
            return tell(screen, LogVerifier.verify(directory, key, (index, _, _, _) -> passing.passed(index + 1)));
        } catch (LogFailure unreadable) {
            screen.warn(String.valueOf(unreadable.getMessage()));
            return ExitCode.PROBLEMS;
        }
    }

    private int tell(Screen screen, Verdict verdict) {
        if (json.isOn()) {
            screen.print(json(verdict));
        } else {
            screen.say(text(verdict));
        }
        return switch (verdict) {
            case Verdict.Intact _ -> ExitCode.OK;
            case Verdict.Broken _ -> ExitCode.PROBLEMS;
        };
    }

    private String text(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Broken(var damage) -> "%s: %s".formatted(directory, damage);
            case Verdict.Intact intact ->
                "%s: intact, %,d entries from %,d on, root %s; the first %,d are signed by %s%s"
                        .formatted(directory, intact.size() - intact.first(), intact.first(), intact.root(), intact
                                .checkpoint().size(), key.name(), intact.torn().map(torn -> "\n" + torn).orElse(""));
        };
    }

    private static Json json(Verdict verdict) {
        var fields = new LinkedHashMap<String, Json>();
        switch (verdict) {
            case Verdict.Broken(var damage) -> {
                fields.put("ok", Json.of(false));
                fields.put("file", Json.of(damage.file()));
                fields.put("byte", Json.of(damage.offset()));
                fields.put("message", Json.of(damage.what()));
            }
            case Verdict.Intact intact -> {
                fields.put("ok", Json.of(true));
                fields.put("first", Json.of(intact.first()));
                fields.put("size", Json.of(intact.size()));
                fields.put("root", Json.of(intact.root().toString()));
                fields.put("signed", Json.of(intact.checkpoint().size()));
                intact.torn().ifPresent(torn -> fields.put("torn", Json.of(torn.toString())));
            }
        }
        return Json.object(fields);
    }
}
