/// What a benchmark prints: a [Table] for people, a [Figure] for programs.
@NullMarked
package dev.ambit.bench.report;

import org.jspecify.annotations.NullMarked;
