package dev.ambit.core.behaviour;

/// What a rate usually is: an average in which what was long ago counts less and less, in whole numbers, so that the same
/// requests at the same times always come to the same.
final class Usual {
    private static final int SCALE = 16;

    private final int weight;
    private long scaled;
    private long samples;

    /// @param weight each sample counts for one part in two to this power
    Usual(int weight) {
        this.weight = weight;
    }

    void learn(long rate) {
        scaled += (rate << SCALE) - scaled >> weight;
        samples++;
    }

    long rate() {
        return scaled >> SCALE;
    }

    /// How often it has learnt.
    long samples() {
        return samples;
    }
}
