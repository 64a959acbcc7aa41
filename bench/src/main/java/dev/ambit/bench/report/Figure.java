package dev.ambit.bench.report;

import java.util.Locale;

/// One number a benchmark answers with, as programs read it: `figure NAME VALUE UNIT`.
///
/// @param name  lower case words joined by `_`, the same in every run
/// @param value never grouped, with a point, as precise as it was measured
/// @param unit  one word: `ns`, `ms`, `bytes`, `times`
public record Figure(String name, double value, String unit) {
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "figure %s %s %s", name, digits(), unit);
    }

    private String digits() {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.3f", value);
    }
}
