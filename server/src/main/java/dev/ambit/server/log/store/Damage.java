package dev.ambit.server.log.store;

/// The first byte of a log that is not what it was, as far as that can be told.
///
/// @param file   its name in the directory of the log
/// @param offset of the byte in the file
/// @param what   is wrong there, and with which entry
public record Damage(String file, long offset, String what) {
    @Override
    public String toString() {
        return "`%s` is damaged at byte %d: %s".formatted(file, offset, what);
    }
}
