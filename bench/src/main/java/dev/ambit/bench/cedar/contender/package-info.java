/// The engines that are measured, each loaded with one [Workload][dev.ambit.bench.cedar.workload.Workload] and asked through
/// its fastest way in.
@NullMarked
package dev.ambit.bench.cedar.contender;

import org.jspecify.annotations.NullMarked;
