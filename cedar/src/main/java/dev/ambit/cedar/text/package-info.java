/// Where text comes from and what is wrong with it.
/// Every parser of this module reads a [Source], points into it with a [Span], and answers either with a value or
/// with [InvalidInput], which carries *all* [Diagnostic]s it found. [Limits] bounds what any of them will look at.
@NullMarked
package dev.ambit.cedar.text;

import org.jspecify.annotations.NullMarked;
