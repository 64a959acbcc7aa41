/// What is asked of the functional core: the time of a decision with everything switched on, and the weight of many tasks.
@NullMarked
package dev.ambit.bench.core;

import org.jspecify.annotations.NullMarked;
