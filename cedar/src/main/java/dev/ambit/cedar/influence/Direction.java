package dev.ambit.cedar.influence;

/// Which way an answer turns.
public enum Direction {
    /// A Deny becomes an Allow.
    WIDEN,
    /// An Allow becomes a Deny.
    NARROW
}
