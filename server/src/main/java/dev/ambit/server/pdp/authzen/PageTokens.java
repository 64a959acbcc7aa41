package dev.ambit.server.pdp.authzen;

import dev.ambit.server.pdp.json.BadJson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Tokens that say where the next page begins. They hold all there is to know, so the server remembers none, and are
/// bound to the search and the caller: with any other they are refused.
final class PageTokens {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAC_BYTES = 16;

    private final SecretKeySpec key;

    /// @param key random, of this process; a token does not outlive it
    PageTokens(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /// Where to go on.
    ///
    /// @param after the last result so far
    /// @param limit of each page; what was first asked for
    record Position(String after, int limit) {}

    String write(Position position, Search search, String caller) {
        var content = content(position);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(ByteBuffer.allocate(MAC_BYTES + content.length)
                .put(mac(content, search, caller))
                .put(content)
                .array());
    }

    /// @throws BadJson where `token` is none of ours, or of another search or caller
    Position read(String token, Search search, String caller) throws BadJson {
        try {
            var bytes = Base64.getUrlDecoder().decode(token);
            if (bytes.length > MAC_BYTES + Integer.BYTES) {
                var content = Arrays.copyOfRange(bytes, MAC_BYTES, bytes.length);
                if (MessageDigest.isEqual(Arrays.copyOf(bytes, MAC_BYTES), mac(content, search, caller))) {
                    return position(content);
                }
            }
        } catch (IllegalArgumentException notBase64) {
            throw refused();
        }
        throw refused();
    }

    private static BadJson refused() {
        return new BadJson("/page/token", "`page.token` is not of this search",
                "Send the `next_token` of the page before, with the rest of the request unchanged, or begin again "
                        + "without a token");
    }

    private static byte[] content(Position position) {
        var after = position.after().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Integer.BYTES + after.length).putInt(position.limit()).put(after).array();
    }

    private static Position position(byte[] content) {
        var limit = ByteBuffer.wrap(content).getInt();
        return new Position(new String(content, Integer.BYTES, content.length - Integer.BYTES, StandardCharsets.UTF_8),
                limit);
    }

    private byte[] mac(byte[] content, Search search, String caller) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(content.length).array());
            mac.update(content);
            mac.update("%s|%s".formatted(caller, search).getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(mac.doFinal(), MAC_BYTES);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", impossible);
        }
    }
}
