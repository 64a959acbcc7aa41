package dev.ambit.server.pip;

/// How often something may happen: a second's worth at once, then an even pace (the generic cell rate algorithm). Thread-safe.
public final class Rate {
    private static final long SECOND_NANOS = 1_000_000_000;

    private final long stepNanos;
    private boolean isBegun;
    private long mark;

    /// @param perSecond at least 1
    public Rate(int perSecond) {
        this.stepNanos = SECOND_NANOS / perSecond;
    }

    /// Whether it may happen now, once; it then has.
    public synchronized boolean take(long nowNanos) {
        var after = (isBegun && mark - nowNanos > 0 ? mark : nowNanos) + stepNanos;
        if (after - nowNanos > SECOND_NANOS) {
            return false;
        }
        mark = after;
        isBegun = true;
        return true;
    }
}
