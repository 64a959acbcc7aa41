package dev.ambit.cedar.influence;

import java.util.concurrent.atomic.LongAdder;

/// Counts how often a claim that an answer can turn was seen to be so.
final class Precision {
    private final LongAdder[][] counts = new LongAdder[Move.values().length * Direction.values().length][3];
    private final LongAdder unsettled = new LongAdder();

    Precision() {
        for (var row : counts) {
            for (var i = 0; i < row.length; i++) {
                row[i] = new LongAdder();
            }
        }
    }

    void add(Move move, Direction direction, Influence claimed, boolean isSo) {
        var row = counts[move.ordinal() * Direction.values().length + direction.ordinal()];
        row[0].increment();
        if (!claimed.of(direction).isEmpty()) {
            row[1].increment();
            if (claimed.of(direction).stream().noneMatch(witness -> witness
                    .certainty() != Witness.Certainty.UNSETTLED)) {
                unsettled.increment();
            }
        }
        if (isSo) {
            row[2].increment();
        }
    }

    /// How many claims that something can happen were seen to happen.
    long seen() {
        var seen = 0L;
        for (var row : counts) {
            seen += row[2].sum();
        }
        return seen;
    }

    /// Of the claims that something can happen, how many were seen to happen, as a share of 1.
    double share() {
        var claimed = 0L;
        for (var row : counts) {
            claimed += row[1].sum();
        }
        return (double) seen() / claimed;
    }

    /// One line for each move and direction.
    String table(String title) {
        var out = new StringBuilder("%-44s %10s %10s %10s %9s%n".formatted(title, "asked", "can", "seen", "precise"));
        for (var move : Move.values()) {
            for (var direction : Direction.values()) {
                var row = counts[move.ordinal() * Direction.values().length + direction.ordinal()];
                out.append("  %-42s %10d %10d %10d %8.1f%%%n".formatted(
                        move + " " + direction, row[0].sum(), row[1].sum(), row[2].sum(), 100.0 * row[2].sum()
                                / row[1].sum()));
            }
        }
        return out.append("  not settled within the bound: ").append(unsettled.sum()).append('\n').toString();
    }
}
