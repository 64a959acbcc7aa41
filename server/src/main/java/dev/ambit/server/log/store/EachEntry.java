package dev.ambit.server.log.store;

import java.io.IOException;

/// Is handed the entries of a log that is read whole, one after another.
@FunctionalInterface
public interface EachEntry {
    /// Nobody wants to see them.
    EachEntry UNSEEN = (_, _, _, _) -> {};

    /// The entry at `index` is the `length` bytes of `buffer` from `from` on, until this returns.
    void entry(long index, byte[] buffer, int from, int length) throws IOException;
}
