/// Evaluation where not everything is known.
///
/// [PartialEvaluation] says of each policy what holds whatever the unknown turns out to be, and what is left of it. What is
/// known is put together in [Facts]; anything else that answers the questions of an [Environment] will do.
/// With everything known, [Reference] says what Cedar says, in the plainest way: it defines the meaning that `engine` and
/// partial evaluation are held to.
/// Elsewhere: `engine` answers quickly where everything is known, `permission` says what somebody may do.
@NullMarked
package dev.ambit.cedar.partial;

import org.jspecify.annotations.NullMarked;
