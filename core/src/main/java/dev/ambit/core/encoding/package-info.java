/// Bytes that mean one thing: every value has one encoding, and every encoding is of one value.
/// An [Encoder] writes them, a [Decoder] reads them and refuses anything else as [Corrupt].
/// Elsewhere: what is written in which order, next to the type it is written for.
@NullMarked
package dev.ambit.core.encoding;

import org.jspecify.annotations.NullMarked;
