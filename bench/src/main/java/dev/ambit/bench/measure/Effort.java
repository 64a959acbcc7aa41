package dev.ambit.bench.measure;

import java.time.Duration;

/// How much time a benchmark takes for how steady an answer.
///
/// @param checks      requests that all contenders must answer alike, where none takes long
/// @param repetitions of every measurement of single calls; the median counts
/// @param samples     single calls in one repetition
/// @param rounds      of every race, besides one to warm up
/// @param turn        of one contender in a round
public record Effort(int checks, int repetitions, int samples, int rounds, Duration turn) {

    public static final Effort FULL = new Effort(1_024, 5, 300_000, 5, Duration.ofMillis(200));
    public static final Effort QUICK = new Effort(128, 3, 60_000, 1, Duration.ofMillis(50));

    /// @param arguments of the command line: none, or `--quick`
    /// @throws IllegalArgumentException where they say something else
    public static Effort of(String... arguments) {
        return switch (String.join(" ", arguments)) {
            case "" -> FULL;
            case "--quick" -> QUICK;
            case String other -> throw new IllegalArgumentException(
                    "expected `--quick` or nothing, found `%s`".formatted(other));
        };
    }
}
