package dev.ambit.server.cli.policy;

import dev.ambit.cedar.engine.InputPath;
import dev.ambit.cedar.influence.Assumption;
import dev.ambit.cedar.influence.InfluenceAnalysis;
import dev.ambit.cedar.influence.InfluenceJson;
import dev.ambit.cedar.influence.InfluenceReport.Row;
import dev.ambit.cedar.influence.InfluenceReport;
import dev.ambit.cedar.influence.Move;
import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.server.cli.frame.ExitCode;
import dev.ambit.server.cli.frame.JsonOption;
import dev.ambit.server.cli.frame.Refusal;
import dev.ambit.server.cli.frame.Screen;
import dev.ambit.server.pap.CedarDirectory;
import dev.ambit.server.pap.OptionalInputs;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `ambit policy influence`: what each input of the policies can do to an answer, before anything is asked.
@Command(name = "influence", description = {
    "Says which inputs can widen or narrow what is allowed, by action, type of resource and the way the input moves. "
            + "Where it says nothing of an input, the input can do nothing."
}, mixinStandardHelpOptions = true, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
    "0:done, whatever the influence", "1:the directory has errors: see ambit policy check",
    "2:the command was not understood", "3:Ambit itself failed"
}, footerHeading = "%nExample:%n", footer = "  ambit policy influence examples/acme --profile deploy --input context.signals.risk")
final class InfluenceCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private RulesArgument rules;

    @Option(names = "--input", paramLabel = "PATH", description = {
        "Only this input and what is within it, with the reasons: context.signals.risk. May be repeated. "
                + "Without it, all that the context declares."})
    private List<String> inputs = List.of();

    @Option(names = "--move", paramLabel = "MOVE", converter = MoveArgument.class, description = {
        "Only this way of moving: appear, disappear, increase or change. May be repeated."})
    private Set<Move> moves = Set.of();

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() throws InvalidInput {
        var screen = Screen.of(spec.commandLine());
        var loaded = rules.load();
        List<InputPath> paths;
        try {
            paths = paths(loaded);
        } catch (InvalidInput misunderstood) {
            return new Refusal(screen, json.isOn()).tell(misunderstood.diagnostics(), ExitCode.USAGE);
        }
        var report = report(loaded, paths);
        if (json.isOn()) {
            screen.print(json(report));
        } else {
            screen.say(InfluenceText.of(report, moves(), !paths.isEmpty(), screen.paint()));
        }
        return ExitCode.OK;
    }

    private List<InputPath> paths(CedarDirectory loaded) throws InvalidInput {
        var paths = new ArrayList<InputPath>();
        var mistakes = new ArrayList<Diagnostic>();
        for (var input : inputs) {
            try {
                paths.add(InputArgument.read(input, loaded.schema()));
            } catch (InvalidInput mistake) {
                mistakes.addAll(mistake.diagnostics());
            }
        }
        if (!mistakes.isEmpty()) {
            throw new InvalidInput(mistakes);
        }
        return paths;
    }

    private InfluenceReport report(CedarDirectory loaded, List<InputPath> paths) {
        var analysis = InfluenceAnalysis.of(loaded.schema(), loaded.policies(), Assumption.TYPED_INPUTS);
        var optional = new OptionalInputs(loaded.schema());
        var declared = analysis.report();
        var rows = paths.isEmpty() ? declared.rows() : rows(declared, paths, analysis);
        return new InfluenceReport(declared.assumption(), rows.stream().map(row -> possible(row, optional)).toList());
    }

    /// The rows of what is at `paths` and within, whether the context declares it or not.
    private static List<Row> rows(InfluenceReport declared, List<InputPath> paths, InfluenceAnalysis analysis) {
        var rows = declared.rows().stream()
                .filter(row -> paths.stream().anyMatch(path -> isWithin(row.input(), path)))
                .toList();
        var others = paths.stream().filter(path -> path.root() != Root.CONTEXT).toList();
        return Stream.concat(rows.stream(), analysis.report(others).rows().stream()).toList();
    }

    private static boolean isWithin(InputPath inner, InputPath path) {
        var length = path.steps().size();
        return inner.root() == path.root()
                && inner.steps().size() >= length
                && inner.steps().subList(0, length).equals(path.steps());
    }

    /// The row without moves that nobody asked for, and without those that cannot happen by themselves.
    private Row possible(Row row, OptionalInputs optional) {
        var kept = new EnumMap<>(row.moves());
        kept.keySet().retainAll(moves());
        if (!optional.canBeAbsent(row.on().action(), row.input())) {
            kept.keySet().removeAll(Set.of(Move.APPEAR, Move.DISAPPEAR));
        }
        return new Row(row.on(), row.input(), kept);
    }

    /// Those asked for; without a wish, all but [Move#ANY], which only sums up the others.
    private Set<Move> moves() {
        return new TreeSet<>(moves.isEmpty()
                ? Set.of(Move.APPEAR, Move.DISAPPEAR, Move.INCREASE, Move.CHANGE)
                : moves);
    }

    private static Json json(InfluenceReport report) {
        var fields = new LinkedHashMap<String, Json>();
        fields.put("ok", Json.of(true));
        fields.putAll(InfluenceJson.of(report).fields());
        return Json.object(fields);
    }
}
