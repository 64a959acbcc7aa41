package dev.ambit.server.log.store;

/// What a crash left of entries that nobody was told were on disk. Opening the log cut it off.
///
/// @param file   the last segment
/// @param offset where it began in the file
/// @param entry  the first entry that was lost
/// @param bytes  how many there were, up to the last that is not zero
public record TornTail(String file, long offset, long entry, long bytes) {
    @Override
    public String toString() {
        return "`%s` ended in %d bytes of an unfinished write at byte %d, where entry %d would stand"
                .formatted(file, bytes, offset, entry);
    }
}
