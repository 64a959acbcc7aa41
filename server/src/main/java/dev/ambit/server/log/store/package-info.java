/// The files of a log: segments of entries, the hashes of its tree, and the note of how much of it is on disk.
/// What stands in them, byte by byte, is said in `docs/log.md`. All files are reached through [Disk], so that tests can make one fail.
/// Elsewhere: `log` says in which order they are written and synced, and by whom; `log.tree` works out hashes.
@NullMarked
package dev.ambit.server.log.store;

import org.jspecify.annotations.NullMarked;
