package dev.ambit.solver;

/// Which of the two situations of a claim is spoken of.
enum Version {
    BEFORE,
    AFTER
}
