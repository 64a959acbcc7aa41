package dev.ambit.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Rows for people to read, columns lined up: the first to the left, numbers to the right.
public final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... head) {
        rows.add(List.of(head));
    }

    /// A row as wide as the head. Numbers are printed with three digits that count.
    public Table row(Object... cells) {
        rows.add(List.of(cells).stream().map(Table::text).toList());
        return this;
    }

    private static String text(Object cell) {
        return cell instanceof Double number ? number(number) : cell.toString();
    }

    public static String number(double value) {
        return String.format(Locale.ROOT, value >= 99.95 ? "%,.0f" : value >= 9.995 ? "%.1f" : "%.2f", value);
    }

    @Override
    public String toString() {
        var widths = IntStream.range(0, rows.getFirst().size())
                .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
                .toArray();
        var out = new StringBuilder();
        for (var row : rows) {
            out.append("  ");
            for (var column = 0; column < widths.length; column++) {
                var format = column == 0 ? "%-" + widths[0] + "s" : "%" + (widths[column] + 2) + "s";
                out.append(format.formatted(row.get(column)));
            }
            out.append('\n');
        }
        return out.toString();
    }
}
