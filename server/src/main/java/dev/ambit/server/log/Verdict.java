package dev.ambit.server.log;

import dev.ambit.server.log.note.Checkpoint;
import dev.ambit.server.log.store.Damage;
import dev.ambit.server.log.store.TornTail;
import dev.ambit.server.log.tree.Hash;
import java.util.Optional;

/// What [LogVerifier] says of a log.
public sealed interface Verdict {
    /// Every byte that means something was checked, and the entries are those that were signed.
    ///
    /// @param first      the first entry that is kept; of those before it the hashes were checked
    /// @param size       how many entries there are
    /// @param root       of the tree over all of them
    /// @param checkpoint what was signed. Of entries after it nothing is proven: they are whole, but anybody could have written them
    /// @param torn       what a crash left at the end; it is no part of the log
    record Intact(long first, long size, Hash root, Checkpoint checkpoint, Optional<TornTail> torn)
            implements
                Verdict {}

    /// Something is not what it was.
    ///
    /// @param damage the first that was found: segments are read in order, and then compared with what was signed
    record Broken(Damage damage) implements Verdict {}
}
