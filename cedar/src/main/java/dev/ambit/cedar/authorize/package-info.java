/// The question and the answer: a [Request], and the [Response] Cedar gives to it.
/// Elsewhere: `engine` answers quickly, `partial` answers where not everything is known.
@NullMarked
package dev.ambit.cedar.authorize;

import org.jspecify.annotations.NullMarked;
