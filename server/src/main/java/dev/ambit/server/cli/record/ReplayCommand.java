package dev.ambit.server.cli.record;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonWriter;
import dev.ambit.core.record.Sealer;
import dev.ambit.server.cli.frame.ExitCode;
import dev.ambit.server.cli.frame.JsonOption;
import dev.ambit.server.cli.frame.Screen;
import dev.ambit.server.log.store.LogFailure;
import dev.ambit.server.pap.ReleaseStore;
import dev.ambit.server.record.LogReplay;
import dev.ambit.server.record.SealingKey;
import dev.ambit.server.record.LogReplay.Difference;
import dev.ambit.server.record.RecordQuery.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ambit record replay`: whether every recorded decision is taken again as it was.
@Command(name = "replay", description = {
    "Decides every recorded decision of a data directory again, from its record and the release that names, and tells of "
            + "each that comes out otherwise. No server may have the directory open; a copy will do."
}, mixinStandardHelpOptions = true, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
    "0:every decision came out the same, to the last bit", "1:one did not, or the records cannot be read",
    "2:the command was not understood", "3:Ambit itself failed"
}, footerHeading = "%nExample:%n", footer = "  ambit record replay acme-data")
final class ReplayCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The data directory of a server, or a copy: `record`, `releases` and `record.key` are read.")
    private Path data;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        var screen = Screen.of(spec.commandLine());
        var passing = new Passing(screen, "decisions taken again");
        try {
            var summary = LogReplay.of(part("record"), new ReleaseStore(part("releases")), sealer(), difference -> tell(
                    screen,
                    difference), passing::passed);
            tell(screen, summary);
            return summary.differences() == 0 ? ExitCode.OK : ExitCode.PROBLEMS;
        } catch (IOException unreadable) {
            screen.warn(String.valueOf(unreadable.getMessage()));
            return ExitCode.PROBLEMS;
        }
    }

    /// Without the key, what read something sensitive counts as different: it cannot be taken again.
    private Sealer sealer() throws IOException {
        return SealingKey.found(data).map(SealingKey::sealer).orElse(Sealer.NONE);
    }

    private Path part(String name) {
        var part = data.resolve(name);
        if (!Files.isDirectory(part)) {
            throw new ParameterException(spec.commandLine(), "`%s` is no data directory: it has no directory `%s`"
                    .formatted(data,
                            name));
        }
        return part;
    }

    /// One line for each, as they are found: however many there are, they need no memory.
    private void tell(Screen screen, Difference difference) {
        if (json.isOn()) {
            var fields = new LinkedHashMap<String, Json>();
            fields.put("position", Json.of(difference.position()));
            fields.put("id", Json.of(difference.id()));
            fields.put("message", Json.of(difference.what()));
            screen.say(JsonWriter.compact(Json.object(fields)));
        } else {
            screen.say("%d %s: %s".formatted(difference.position(), difference.id(), difference.what()));
        }
    }

    private void tell(Screen screen, LogReplay.Summary summary) {
        if (json.isOn()) {
            var fields = new LinkedHashMap<String, Json>();
            fields.put("ok", Json.of(summary.differences() == 0));
            fields.put("decisions", Json.of(summary.decisions()));
            for (var outcome : Outcome.values()) {
                fields.put(word(outcome), Json.of(count(summary, outcome)));
            }
            fields.put("differences", Json.of(summary.differences()));
            screen.say(JsonWriter.compact(Json.object(fields)));
        } else {
            screen.say("%,d decisions taken again (%,d permit, %,d deny, %,d hold), %,d came out otherwise".formatted(
                    summary
                            .decisions(), count(summary, Outcome.PERMIT), count(summary, Outcome.DENY), count(summary,
                                    Outcome.HOLD), summary.differences()));
        }
    }

    private static long count(LogReplay.Summary summary, Outcome outcome) {
        return summary.outcomes().getOrDefault(outcome, 0L);
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case PERMIT -> "permit";
            case DENY -> "deny";
            case HOLD -> "hold";
        };
    }
}
