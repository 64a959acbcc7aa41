package dev.ambit.core.task;

import java.time.Duration;
import java.time.Instant;

/// What was used of a task's limits so far. Only ever grows.
///
/// @param uses         permits given, those of sub-tasks included
/// @param askedMillis     when it was last asked for anything, in milliseconds since 1970; 0 for never
/// @param pacedUpToNanos up to when the permits given fill an even pace, in nanoseconds since 1970
public record Usage(long uses, long askedMillis, long pacedUpToNanos) {
    public static final Usage NONE = new Usage(0, 0, 0);

    private static final long NANOS_PER_MILLI = 1_000_000;

    /// This after something was asked at `now`.
    public Usage asked(Instant now) {
        var nowMillis = now.toEpochMilli();
        return nowMillis <= askedMillis ? this : new Usage(uses, nowMillis, pacedUpToNanos);
    }

    /// This after one more permit, given at `now` by the pace of `rate`; [#fits] was asked before.
    public Usage used(Instant now, Rate rate) {
        return new Usage(uses + 1, Math.max(askedMillis, now.toEpochMilli()), pacedAfter(now, rate));
    }

    /// This after one more permit, where there is no rate.
    public Usage used(Instant now) {
        return new Usage(uses + 1, Math.max(askedMillis, now.toEpochMilli()), pacedUpToNanos);
    }

    /// Whether one more permit at `now` keeps the pace of `rate`.
    public boolean fits(Instant now, Rate rate) {
        return pacedAfter(now, rate) - nanos(now) <= rate.per().toNanos();
    }

    /// From when on one more permit keeps the pace of `rate`, in whole milliseconds.
    public Instant fitsFrom(Rate rate) {
        return Instant.ofEpochMilli(Math.ceilDiv(pacedUpToNanos + rate.step() - rate.per().toNanos(), NANOS_PER_MILLI));
    }

    /// The generic cell rate algorithm of ITU-T I.371: each permit moves the mark one even step ahead of where it was, or
    /// of now.
    private long pacedAfter(Instant now, Rate rate) {
        return Math.max(pacedUpToNanos, nanos(now)) + rate.step();
    }

    private static long nanos(Instant now) {
        return now.toEpochMilli() * NANOS_PER_MILLI;
    }

    /// When it has been idle for `stretch`, counted from `opened` where nothing was asked since.
    public Instant idleAfter(Instant opened, Duration stretch) {
        var activeMillis = Math.max(opened.toEpochMilli(), askedMillis);
        return Instant.ofEpochMilli(activeMillis).plus(stretch);
    }

    /// What both know: for marks that may have been told twice.
    public Usage or(Usage other) {
        if (uses >= other.uses && askedMillis >= other.askedMillis && pacedUpToNanos >= other.pacedUpToNanos) {
            return this;
        }
        return new Usage(Math.max(uses, other.uses), Math.max(askedMillis, other.askedMillis),
                Math.max(pacedUpToNanos, other.pacedUpToNanos));
    }
}
