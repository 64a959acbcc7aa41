/// How time and memory are taken: call by call, side by side, on all cores.
/// Nothing here knows which engine it measures.
@NullMarked
package dev.ambit.bench.measure;

import org.jspecify.annotations.NullMarked;
