package dev.ambit.bench.measure;

/// Where results go so that no compiler finds them unused.
final class Sink {
    private static volatile long kept;

    private Sink() {}

    static void keep(long result) {
        kept = kept ^ result;
    }
}
