/// The hash tree over the entries of a log, as RFC 6962 §2.1 defines it: how it grows, what it proves, how it is cut into tiles.
/// Values, and functions from values to values; hashes that are kept elsewhere come in through [TileHashes].
/// Elsewhere: `log.store` keeps the hashes in files, `log.note` signs a tree's root.
@NullMarked
package dev.ambit.server.log.tree;

import org.jspecify.annotations.NullMarked;
