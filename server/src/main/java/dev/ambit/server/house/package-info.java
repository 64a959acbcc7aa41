/// The house at work: the one thread that changes what is known, the desks that decide, and the wiring of both with everything
/// that they stand on. With `Main`, the only place that knows several rooms.
@NullMarked
package dev.ambit.server.house;

import org.jspecify.annotations.NullMarked;
