package dev.ambit.server.log.note;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// What a key signs, and how. The number is part of a key's text and of its id.
enum KeyType {
    /// The text of a note, by Ed25519. C2SP signed-note.
    NOTE(1),
    /// That the checkpoint in the note was seen at a time and continues all seen before, by Ed25519. C2SP tlog-cosignature.
    COSIGNATURE(4);

    private static final int TIME = Long.BYTES;

    final byte number;

    KeyType(int number) {
        this.number = (byte) number;
    }

    static Optional<KeyType> of(byte number) {
        return Arrays.stream(values()).filter(type -> type.number == number).findFirst();
    }

    /// What the Ed25519 signature in `signature` is over.
    byte[] signed(String text, byte[] signature) {
        return switch (this) {
            case NOTE -> text.getBytes(UTF_8);
            case COSIGNATURE -> "cosignature/v1\ntime %s\n%s"
                    .formatted(Long.toUnsignedString(ByteBuffer.wrap(signature).getLong()), text).getBytes(UTF_8);
        };
    }

    /// How many bytes of a signature stand before the one by Ed25519.
    int before() {
        return switch (this) {
            case NOTE -> 0;
            case COSIGNATURE -> TIME;
        };
    }
}
