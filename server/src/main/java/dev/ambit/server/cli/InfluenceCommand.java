package dev.ambit.server.cli;

import dev.ambit.cedar.influence.Assumption;
import dev.ambit.cedar.influence.Influence;
import dev.ambit.cedar.influence.InfluenceAnalysis;
import dev.ambit.cedar.influence.InfluenceJson;
import dev.ambit.cedar.influence.InfluenceReport;
import dev.ambit.cedar.influence.InfluenceReport.Row;
import dev.ambit.cedar.influence.Move;
import dev.ambit.cedar.influence.Witness;
import dev.ambit.cedar.text.InvalidInput;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `ambit policy influence`: which inputs can change an answer, and which way, before anything is asked.
@Command(name = "influence", description = {
    "Says which inputs of the context can widen or narrow access, for which action, and by which policy."
}, mixinStandardHelpOptions = true, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
    "0:the directory was analysed", "1:the directory has errors, and nothing was analysed",
    "2:the command was not understood", "3:Ambit itself failed"
}, footerHeading = "%nExample:%n", footer = "  ambit policy influence examples/acme --input context.signals.risk")
final class InfluenceCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DirectoryArgument directory;

    @Mixin
    private JsonOption json;

    /// What a person is told of; the others are made of these, and programs are told of all.
    private static final List<Move> TOLD = List.of(Move.APPEAR, Move.DISAPPEAR, Move.INCREASE);

    @Option(names = "--input", paramLabel = "PATH", description = "Only this input and what is within it.")
    private String input = "context";

    @Override
    public Integer call() throws InvalidInput {
        var screen = Screen.of(spec.commandLine());
        var loaded = directory.load();
        var report = only(InfluenceAnalysis.of(loaded.schema(), loaded.policies(), Assumption.TYPED_INPUTS).report());
        if (json.isOn()) {
            screen.print(InfluenceJson.of(report));
        } else {
            screen.say(text(report, screen.paint()));
        }
        return ExitCode.OK;
    }

    private InfluenceReport only(InfluenceReport report) {
        return new InfluenceReport(report.assumption(), report.rows().stream()
                .filter(row -> isWithin(row.input().toString()))
                .toList());
    }

    private boolean isWithin(String path) {
        return path.equals(input) || path.startsWith(input + ".") || path.startsWith(input + "[");
    }

    private static String text(InfluenceReport report, Paint paint) {
        var rows = report.influential().toList();
        if (rows.isEmpty()) {
            return "no input can change an answer";
        }
        var inputs = rows.stream().map(Row::input).collect(Collectors.toCollection(LinkedHashSet::new));
        return inputs.stream()
                .map(path -> paint.bold(path.toString()) + "\n" + text(rows.stream()
                        .filter(row -> row.input().equals(path)).toList()))
                .collect(Collectors.joining("\n")) + "\n" + mustKnow(report, paint);
    }

    /// One input: what each move can do, where, and by which policy.
    private static String text(List<Row> rows) {
        var lines = new LinkedHashSet<String>();
        for (var move : TOLD) {
            for (var effect : effects(rows, move)) {
                var where = rows.stream().filter(row -> row.of(move).toString().equals(effect)).map(Row::on).toList();
                lines.add("  %-11s %-18s %s".formatted(move.verb(), effect, where.size() > 3
                        ? "%s and %d more".formatted(where.getFirst(), where.size() - 1)
                        : where.stream().map(Object::toString).collect(Collectors.joining(", "))));
            }
        }
        rows.stream().flatMap(row -> TOLD.stream().map(row::of))
                .flatMap(InfluenceCommand::widenings)
                .forEach(witness -> lines.add("    " + witness));
        return String.join("\n", lines) + "\n";
    }

    private static Set<String> effects(List<Row> rows, Move move) {
        return rows.stream().map(row -> row.of(move))
                .filter(influence -> influence.canWiden() || influence.canNarrow())
                .map(Influence::toString)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Stream<Witness> widenings(Influence influence) {
        return influence.widenings().stream();
    }

    private static String mustKnow(InfluenceReport report, Paint paint) {
        var needed = report.actions().stream().flatMap(on -> report.mustKnow(on).stream()).map(Object::toString)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return needed.isEmpty()
                ? "losing an input never widens access"
                : paint.bold("losing one of these can widen access: ") + String.join(", ", needed);
    }
}
