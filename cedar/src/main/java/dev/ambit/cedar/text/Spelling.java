package dev.ambit.cedar.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Finds the name somebody probably meant.
public final class Spelling {
    /// Longer names are never compared: the cost is the product of two lengths.
    private static final int LONGEST = 100;

    private Spelling() {}

    /// The candidate nearest to `word`, if one is near: at most a third of its letters differ, or one, but never all.
    public static Optional<String> nearest(String word, Collection<String> candidates) {
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        var furthest = Math.min(Math.max(1, word.length() / 3), word.length() - 1);
        return candidates.stream()
                .filter(name -> name.length() <= LONGEST && Math.abs(name.length() - word.length()) <= furthest)
                .filter(name -> distance(word, name) <= furthest)
                .min(Comparator.comparingInt((String name) -> distance(word, name)).thenComparing(name -> name));
    }

    /// `Did you mean …?`, ready to stand as the help of a [Diagnostic].
    public static Optional<String> didYouMean(String word, Collection<String> candidates) {
        return nearest(word, candidates).map(name -> "Did you mean `%s`?".formatted(name));
    }

    /// Damerau–Levenshtein distance with adjacent transpositions, letters compared without case.
    private static int distance(String left, String right) {
        var a = left.toLowerCase(Locale.ROOT);
        var b = right.toLowerCase(Locale.ROOT);
        var rows = new int[a.length() + 1][b.length() + 1];
        for (var i = 0; i <= a.length(); i++) {
            for (var j = 0; j <= b.length(); j++) {
                rows[i][j] = i == 0 || j == 0 ? i + j : cheapest(rows, a, b, i, j);
            }
        }
        return rows[a.length()][b.length()];
    }

    private static int cheapest(int[][] rows, String a, String b, int i, int j) {
        var same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        var best = Math.min(Math.min(rows[i - 1][j], rows[i][j - 1]) + 1, rows[i - 1][j - 1] + same);
        var swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, rows[i - 2][j - 2] + 1) : best;
    }
}
