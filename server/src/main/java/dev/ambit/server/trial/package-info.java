/// What a policy directory answers to the questions whose answers its authors expect: a [Trial] plays one test through
/// the same functions that decide in the server, and [Trials] says what came of all of them, and which policies no test
/// ever saw decide.
/// Elsewhere: `pap` reads tests; `core` decides.
@NullMarked
package dev.ambit.server.trial;

import org.jspecify.annotations.NullMarked;
