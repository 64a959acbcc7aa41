package dev.ambit.server.cli.policy;

import dev.ambit.cedar.influence.ActionOn;
import dev.ambit.cedar.influence.Direction;
import dev.ambit.cedar.influence.Influence;
import dev.ambit.cedar.influence.InfluenceReport.Row;
import dev.ambit.cedar.influence.InfluenceReport;
import dev.ambit.cedar.influence.Move;
import dev.ambit.cedar.influence.Witness;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.server.cli.frame.Paint;
import dev.ambit.server.cli.frame.Visible;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/// A report about influence as a person reads it: a table for each action and type of resource, the reasons where they
/// were asked for, and last what must be known.
final class InfluenceText {
    private final InfluenceReport report;
    private final Collection<Move> moves;
    private final boolean withReasons;
    private final Paint paint;
    private final StringBuilder out = new StringBuilder();

    private InfluenceText(InfluenceReport report, Collection<Move> moves, boolean withReasons, Paint paint) {
        this.report = report;
        this.moves = moves;
        this.withReasons = withReasons;
        this.paint = paint;
    }

    /// @param moves       a column for each
    /// @param withReasons whether each way is told in words
    static String of(InfluenceReport report, Collection<Move> moves, boolean withReasons, Paint paint) {
        var text = new InfluenceText(report, moves, withReasons, paint);
        report.actions().forEach(text::table);
        if (text.out.isEmpty()) {
            text.line("No input can change an answer.");
        }
        text.reasons();
        text.mustKnow();
        return text.out.toString().stripTrailing();
    }

    private void table(ActionOn on) {
        var rows = report.influential().filter(row -> row.on().equals(on)).toList();
        if (rows.isEmpty()) {
            return;
        }
        var width = rows.stream().mapToInt(row -> row.input().toString().length()).max().orElse(0);
        line(paint.bold(on.toString()));
        line("  " + " ".repeat(width) + columns(moves.stream().map(Move::verb).toList()));
        for (var row : rows) {
            line("  " + padded(row.input().toString(), width) + columns(moves.stream().map(move -> cell(row.of(move)))
                    .toList()));
        }
        out.append('\n');
    }

    private static String cell(Influence influence) {
        if (influence.canWiden()) {
            return influence.canNarrow() ? "both" : "widens";
        }
        return influence.canNarrow() ? "narrows" : "-";
    }

    private String columns(List<String> cells) {
        var widest = moves.stream().mapToInt(move -> move.verb().length()).max().orElse(0);
        var columns = new StringBuilder();
        for (var cell : cells) {
            columns.append("  ").append(padded(cell, widest));
        }
        return columns.toString().stripTrailing();
    }

    /// Each way once, however many actions and types of resource it is open for.
    private void reasons() {
        var reasons = new LinkedHashSet<String>();
        if (withReasons) {
            report.influential().forEach(row -> moves.forEach(move -> {
                for (var direction : Direction.values()) {
                    row.of(move).of(direction).forEach(witness -> reasons.add(reason(direction, witness)));
                }
            }));
        }
        if (!reasons.isEmpty()) {
            line(paint.bold("Why"));
            reasons.forEach(this::line);
            line("");
        }
    }

    private String reason(Direction direction, Witness witness) {
        var word = switch (direction) {
            case WIDEN -> paint.yellow("widens: ");
            case NARROW -> "narrows: ";
        };
        var place = "%s:%d:%d".formatted(witness.policy().source().name(), witness.line(), witness.column());
        return "  " + word + Visible.text(witness.reason()) + "\n    at " + Visible.text(place);
    }

    /// Inputs whose loss widens, and how.
    private void mustKnow() {
        if (!moves.contains(Move.DISAPPEAR)) {
            return;
        }
        var lost = report.actions().stream().filter(on -> !report.mustKnow(on).isEmpty()).toList();
        if (lost.isEmpty()) {
            line("Losing an input widens nothing.");
            return;
        }
        line(paint.bold("Losing one of these widens what is allowed, so each must be known:"));
        for (var on : lost) {
            for (var input : report.mustKnow(on)) {
                line("  %s, for %s".formatted(input, on));
            }
        }
        if (hasForbidOpenToLoss()) {
            line("`ambit policy check` shows which forbids are open to that, and how to close them.");
        }
    }

    private boolean hasForbidOpenToLoss() {
        return report.rows().stream()
                .flatMap(row -> row.of(Move.DISAPPEAR).widenings().stream())
                .anyMatch(witness -> witness.policy().effect() == Policy.Effect.FORBID);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }
}
