package dev.ambit.server.cli.policy;

import java.util.ArrayList;
import java.util.List;

/// What makes one text of another, as `diff -u` writes it.
final class UnifiedDiff {
    /// Lines that stay the same, shown around those that change.
    private static final int CONTEXT = 3;
    /// Most pairs of lines that are compared; beyond it, all between the first and last difference is one change.
    private static final int MOST_PAIRS = 4_000_000;

    private final List<String> before;
    private final List<String> after;
    private final List<Line> lines = new ArrayList<>();

    /// A line of the result.
    ///
    /// @param sign   ` `, `-` or `+`
    /// @param before how many lines of the first text come before it
    /// @param after  how many lines of the second text come before it
    private record Line(char sign, String text, int before, int after) {
        boolean isChange() {
            return sign != ' ';
        }
    }

    private UnifiedDiff(List<String> before, List<String> after) {
        this.before = before;
        this.after = after;
    }

    /// The difference with its head, every line ended; empty where there is none.
    static String of(String name, String before, String after) {
        if (before.equals(after)) {
            return "";
        }
        var diff = new UnifiedDiff(lines(before), lines(after));
        diff.compare();
        return "--- %s\n+++ %s\n%s".formatted(name, name, diff.hunks());
    }

    /// The lines of a text with their ends, so that a different end is a difference.
    private static List<String> lines(String text) {
        var found = new ArrayList<String>();
        for (var at = 0; at < text.length();) {
            var end = text.indexOf('\n', at);
            found.add(text.substring(at, end < 0 ? text.length() : end + 1));
            at = end < 0 ? text.length() : end + 1;
        }
        return found;
    }

    private void compare() {
        var start = 0;
        while (start < Math.min(before.size(), after.size()) && before.get(start).equals(after.get(start))) {
            start++;
        }
        var tail = 0;
        while (tail < Math.min(before.size(), after.size()) - start
                && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        same(0, 0, start);
        middle(start, before.size() - tail, after.size() - tail);
        same(before.size() - tail, after.size() - tail, tail);
    }

    private void same(int i, int j, int count) {
        for (var k = 0; k < count; k++) {
            lines.add(new Line(' ', before.get(i + k), i + k, j + k));
        }
    }

    /// Lines from `start` to two ends: along a longest common subsequence, if that can be afforded.
    private void middle(int start, int beforeEnd, int afterEnd) {
        var longest = (long) (beforeEnd - start) * (afterEnd - start) <= MOST_PAIRS
                ? longest(start, beforeEnd, afterEnd)
                : new int[beforeEnd - start + 1][1];
        var i = start;
        var j = start;
        while (i < beforeEnd || j < afterEnd) {
            if (longest[0].length > 1 && i < beforeEnd && j < afterEnd && before.get(i).equals(after.get(j))) {
                lines.add(new Line(' ', before.get(i), i++, j++));
            } else
                if (i < beforeEnd && (longest[0].length == 1 || j == afterEnd
                        || longest[i + 1 - start][j - start] >= longest[i - start][j + 1 - start])) {
                            lines.add(new Line('-', before.get(i), i++, j));
                        } else {
                            lines.add(new Line('+', after.get(j), i, j++));
                        }
        }
    }

    /// For each pair of places, how many lines can still be kept behind them.
    private int[][] longest(int start, int beforeEnd, int afterEnd) {
        var kept = new int[beforeEnd - start + 1][afterEnd - start + 1];
        for (var i = beforeEnd - 1; i >= start; i--) {
            for (var j = afterEnd - 1; j >= start; j--) {
                kept[i - start][j - start] = before.get(i).equals(after.get(j))
                        ? kept[i + 1 - start][j + 1 - start] + 1
                        : Math.max(kept[i + 1 - start][j - start], kept[i - start][j + 1 - start]);
            }
        }
        return kept;
    }

    private String hunks() {
        var out = new StringBuilder();
        for (var at = 0; at < lines.size();) {
            var end = endOfHunk(at);
            if (end > at) {
                hunk(lines.subList(Math.max(0, at - CONTEXT), Math.min(lines.size(), end + CONTEXT)), out);
            }
            at = Math.max(end, at + 1);
        }
        return out.toString();
    }

    /// Behind the last change of the hunk that begins with a change at `at`; `at` itself where there is none.
    private int endOfHunk(int at) {
        var end = at;
        for (var i = at; i < lines.size() && i <= end + 2 * CONTEXT && (end > at || i == at); i++) {
            if (lines.get(i).isChange()) {
                end = i + 1;
            }
        }
        return end;
    }

    private static void hunk(List<Line> part, StringBuilder out) {
        var first = part.getFirst();
        out.append("@@ -%s +%s @@\n".formatted(
                range(first.before(), part.stream().filter(line -> line.sign() != '+').count()),
                range(first.after(), part.stream().filter(line -> line.sign() != '-').count())));
        for (var line : part) {
            out.append(line.sign()).append(line.text());
            if (!line.text().endsWith("\n")) {
                out.append("\n\\ No newline at end of file\n");
            }
        }
    }

    private static String range(int linesBefore, long count) {
        return "%d,%d".formatted(count == 0 ? linesBefore : linesBefore + 1, count);
    }
}
