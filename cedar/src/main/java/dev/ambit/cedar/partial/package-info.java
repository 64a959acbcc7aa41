/// Evaluation where not everything is known.
///
/// With everything known, [Reference] says what Cedar says, in the plainest way: it defines the meaning that `engine` is
/// held to.
/// Elsewhere: `engine` answers quickly where everything is known, `influence` says what could change an answer.
@NullMarked
package dev.ambit.cedar.partial;

import org.jspecify.annotations.NullMarked;
