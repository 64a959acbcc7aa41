/// Numbers about the server at work, counted where something happens and read when somebody asks.
/// [Tally] counts, [Times] keeps how long something took; neither allocates, blocks or is slowed down by being read. [Sheet] writes what
/// was counted as Prometheus reads it. Elsewhere: whoever does the work counts it, and `house` knows all that count.
@NullMarked
package dev.ambit.server.metrics;

import org.jspecify.annotations.NullMarked;
