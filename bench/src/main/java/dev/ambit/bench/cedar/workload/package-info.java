/// What every engine is asked in a benchmark: an organisation, its policies, and requests aimed at both.
/// Everything comes from a fixed seed. The mix, and why it is this one: `docs/benchmarks.md`.
/// Elsewhere: `contender` loads a workload into an engine, `measure` takes the time.
@NullMarked
package dev.ambit.bench.cedar.workload;

import org.jspecify.annotations.NullMarked;
