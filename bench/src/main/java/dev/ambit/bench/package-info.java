/// Benchmarks: each asks one question, on fixed data, and prints a table and then its figures.
/// `bench/run NAME` starts the main class `<Name>Bench`. Answers so far, each with machine, JDK and date:
/// `docs/benchmarks.md`.
@NullMarked
package dev.ambit.bench;

import org.jspecify.annotations.NullMarked;
