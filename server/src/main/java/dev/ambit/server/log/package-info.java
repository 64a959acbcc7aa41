/// An append-only log that nobody can change unnoticed: the journal and the decision log both stand on it.
/// [Log] says what is safe when; entries are bytes, and what they mean is said by those who append them.
/// Elsewhere: `log.store` is what stands in the files, `log.tree` the hash tree over the entries, `log.note` signed checkpoints.
@NullMarked
package dev.ambit.server.log;

import org.jspecify.annotations.NullMarked;
