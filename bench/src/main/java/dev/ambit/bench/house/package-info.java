/// What is asked of the whole house, on a real directory: decisions with everything switched on, and starting with a million tasks.
@NullMarked
package dev.ambit.bench.house;

import org.jspecify.annotations.NullMarked;
