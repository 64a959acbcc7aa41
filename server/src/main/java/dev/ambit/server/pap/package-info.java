/// Rules come in: a directory of policies is loaded whole, or refused with every mistake in all of its files.
/// [PolicyDirectory] is what a loaded one holds, [PolicyFiles] which files of it count, [TextFile] how one is read.
/// Elsewhere: `cedar` knows what a policy, a schema and an entity are; `server.cli` shows what was found to a person.
@NullMarked
package dev.ambit.server.pap;

import org.jspecify.annotations.NullMarked;
