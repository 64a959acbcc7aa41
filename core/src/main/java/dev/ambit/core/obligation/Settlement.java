package dev.ambit.core.obligation;

/// How an obligation came to be owed no longer.
public enum Settlement {
    /// It was done, and that was confirmed.
    DONE,
    /// An operator says that nobody need do it any more.
    ABANDONED
}
