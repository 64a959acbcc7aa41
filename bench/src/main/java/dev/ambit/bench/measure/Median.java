package dev.ambit.bench.measure;

import java.util.List;

/// The value in the middle.
public final class Median {
    private Median() {}

    /// The median of `values`, of which there is at least one; of an even number the upper one of the middle.
    public static double of(List<? extends Number> values) {
        var sorted = values.stream().mapToDouble(Number::doubleValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
