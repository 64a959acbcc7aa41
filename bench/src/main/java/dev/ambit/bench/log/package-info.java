/// The log of the server, beside what the operating system does with the same bytes and no log around them.
/// Files lie in a new directory below `java.io.tmpdir`, which is removed in the end: it should be on the disk that is asked about.
@NullMarked
package dev.ambit.bench.log;

import org.jspecify.annotations.NullMarked;
