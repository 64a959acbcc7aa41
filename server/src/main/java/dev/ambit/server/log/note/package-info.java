/// Signed statements about a log, in the formats of C2SP: notes, keys, checkpoints, receipts. Text in, text out; keys come from files
/// that only their owner can read.
/// Elsewhere: `log.tree` knows what the roots and proofs in them mean, `log` when a checkpoint may be signed.
@NullMarked
package dev.ambit.server.log.note;

import org.jspecify.annotations.NullMarked;
