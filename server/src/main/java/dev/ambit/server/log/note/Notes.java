package dev.ambit.server.log.note;

import java.util.Base64;

/// What all notes are written with.
final class Notes {
    private Notes() {}

    /// The bytes that `text` stands for, in the one spelling that base64 has for them.
    static byte[] base64(String text) throws InvalidNote {
        try {
            var bytes = Base64.getDecoder().decode(text);
            if (Base64.getEncoder().encodeToString(bytes).equals(text)) return bytes;
        } catch (IllegalArgumentException refused) {
            throw new InvalidNote("this is not base64: " + refused.getMessage());
        }
        throw new InvalidNote("this is base64 in another spelling than the usual one");
    }

    /// A number as it is usually written: no sign, no zeros before it.
    static long number(String digits) throws InvalidNote {
        if (!digits.matches("0|[1-9][0-9]{0,18}")) throw new InvalidNote("`%s` is no number".formatted(digits));
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException tooLarge) {
            throw new InvalidNote("`%s` is more than any log has".formatted(digits));
        }
    }
}
