package dev.ambit.server.pdp.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// What the parser would let pass: bytes that are not UTF-8, and escapes that stand for half a character.
///
/// Jackson decodes overlong sequences and encoded surrogates, guesses UTF-16 and UTF-32, and hands lone surrogates on. Two
/// programs that read such bytes differently would talk about different names. One look at each byte settles it.
final class JsonBytes {
    private static final int SPACE = 0x20;

    private final byte[] text;

    private JsonBytes(byte[] text) {
        this.text = text;
    }

    static void check(byte[] text) throws BadJson {
        new JsonBytes(text).check();
    }

    private void check() throws BadJson {
        var all = 0;
        var at = 0;
        while (at < text.length) {
            var one = text[at];
            all |= one;
            if (one == '\\') {
                at = afterEscape(at);
            } else if (one >= 0 && one < SPACE && one != '\n' && one != '\r' && one != '\t') {
                throw new BadJson("", "byte %d is control character 0x%02x".formatted(at, one),
                        "Send JSON in UTF-8, with control characters in strings escaped");
            } else {
                at++;
            }
        }
        if (all < 0) {
            checkUtf8();
        }
    }

    private int afterEscape(int at) throws BadJson {
        if (!isUnicodeEscape(at)) {
            return at + 2;
        }
        if (isSurrogate(at, "89abAB") && isUnicodeEscape(at + 6) && isSurrogate(at + 6, "cdefCDEF")) {
            return at + 12;
        }
        if (isSurrogate(at, "89abAB") || isSurrogate(at, "cdefCDEF")) {
            throw new BadJson("", "the escape at byte %d is half of a surrogate pair".formatted(at),
                    "Send whole characters");
        }
        return at + 2;
    }

    private boolean isUnicodeEscape(int at) {
        return at + 5 < text.length && text[at] == '\\' && text[at + 1] == 'u';
    }

    private boolean isSurrogate(int at, String second) {
        return (text[at + 2] == 'd' || text[at + 2] == 'D') && second.indexOf(text[at + 3]) >= 0;
    }

    private void checkUtf8() throws BadJson {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
        } catch (CharacterCodingException malformed) {
            throw new BadJson("", "the body is not UTF-8", "Send JSON in UTF-8");
        }
    }
}
