/// The questions asked of the Cedar engine and its contenders, each with its table.
/// Below: `workload` is what they are asked about, `contender` the engines.
@NullMarked
package dev.ambit.bench.cedar;

import org.jspecify.annotations.NullMarked;
