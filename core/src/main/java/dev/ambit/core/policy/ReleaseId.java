package dev.ambit.core.policy;

import dev.ambit.cedar.text.Source;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
/// The name of a release: the SHA-256 of its canonical content.
///
/// The canonical content is the line `ambit-release-v1`, then for each file that counts, in the order of the names of
/// files: a line with the name, a line with the length of its text in bytes of UTF-8, and the text. Lines end with a line
/// feed, those of the texts as well: a carriage return before one is left out. So an id does not depend on the system a
/// directory was checked out on, nor on where it lies; a comment or the name of a file changes it.
///
/// @param hex 64 lower-case hexadecimal digits
public record ReleaseId(String hex) {
    private static final int LENGTH = 64;
    private static final int SHORT = 12;

    public ReleaseId {
        if (!isSha256(hex)) {
            throw new IllegalArgumentException("`%s` is not a SHA-256 in lower-case hexadecimal".formatted(hex));
        }
    }

    /// The name of the release made of these files.
    public static ReleaseId of(Map<String, Source> files) {
        var digest = sha256();
        add(digest, "ambit-release-v1\n");
        new TreeMap<>(files).forEach((name, source) -> {
            var text = source.text().replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8);
            add(digest, "%s\n%d\n".formatted(name, text.length));
            digest.update(text);
        });
        return new ReleaseId(HexFormat.of().formatHex(digest.digest()));
    }

    private static void add(MessageDigest digest, String line) {
        digest.update(line.getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /// Enough of it to tell one release from another in a list.
    public String abbreviated() {
        return hex.substring(0, SHORT);
    }

    private static boolean isSha256(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return text.length() == LENGTH;
    }

    @Override
    public String toString() {
        return hex;
    }
}
