package dev.ambit.bench.cedar.workload;

import java.util.List;
import java.util.SplittableRandom;

/// Chance from a fixed seed.
final class Dice {
    private final SplittableRandom random;

    Dice(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /// A number from 0 on, less than `bound`.
    int below(int bound) {
        return random.nextInt(bound);
    }

    /// True in `percent` of a hundred rolls.
    boolean roll(int percent) {
        return random.nextInt(100) < percent;
    }

    <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /// One of `of`, the first more often than the last: of ten the first comes up 22 times in a hundred, the last seven
    /// times. Few things in an organisation are used evenly.
    <T> T favoured(List<T> of) {
        return of.get((int) (of.size() * Math.pow(random.nextDouble(), 1.5)));
    }

    /// `count` different members of `of`, at most all of them.
    <T> List<T> some(int count, List<T> of) {
        return random.ints(0, of.size()).distinct().limit(Math.min(count, of.size())).mapToObj(of::get).toList();
    }
}
