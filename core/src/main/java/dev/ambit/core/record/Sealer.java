package dev.ambit.core.record;

import java.util.Optional;

/// Keeps what records must not show, with a key that is kept elsewhere. The same always comes out the same, so that a record can be
/// written again bit for bit. May belong to one thread.
public interface Sealer {
    /// Without a key: what is to be sealed is left out, and nothing opens it again. Decisions that read something sensitive
    /// cannot be taken again from such records.
    Sealer NONE = new Sealer() {
        @Override
        public byte[] digest(String about, byte[] value) {
            return new byte[0];
        }

        @Override
        public byte[] seal(byte[] whole) {
            return new byte[0];
        }

        @Override
        public Optional<byte[]> open(byte[] sealed) {
            return Optional.empty();
        }
    };

    /// Tells whether two values are the same, and to nobody without the key which.
    ///
    /// @param about what the value is of: the same value of something else has another digest
    byte[] digest(String about, byte[] value);

    byte[] seal(byte[] whole);

    /// What was sealed; empty where that was with another key.
    Optional<byte[]> open(byte[] sealed);
}
