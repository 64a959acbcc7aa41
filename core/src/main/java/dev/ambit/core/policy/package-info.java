/// The rules, as one release: loaded whole or refused whole, and named by the hash of what it says.
/// A [Release] holds a [Profile] for each kind of task, everything compiled; [PolicyDirectory] is the same unchecked, as
/// it was read.
/// Elsewhere: `server.pap` reads files; `decision` applies the rules.
@NullMarked
package dev.ambit.core.policy;

import org.jspecify.annotations.NullMarked;
