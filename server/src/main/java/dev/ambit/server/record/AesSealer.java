package dev.ambit.server.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ambit.core.record.Sealer;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Deterministic authenticated encryption after the SIV construction (RFC 5297 §2), with HMAC-SHA256 in the place of S2V: the
/// HMAC of a text, cut to 16 bytes, is its tag and the initial counter of AES-256-CTR. The same text always comes out the same, and
/// nothing more than that can be told of two that were sealed. Keys for each purpose are derived from one by HMAC-SHA256.
///
/// Scratch space: it belongs to one thread.
final class AesSealer implements Sealer {
    private static final int TAG_BYTES = 16;

    private final Mac digesting;
    private final Mac tagging;
    private final SecretKeySpec encrypting;
    private final Cipher cipher;

    AesSealer(SecretKeySpec key) {
        try {
            digesting = mac(derived(key, "digest"));
            tagging = mac(derived(key, "tag"));
            encrypting = new SecretKeySpec(derived(key, "encrypt"), "AES");
            cipher = Cipher.getInstance("AES/CTR/NoPadding");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256 and AES", impossible);
        }
    }

    private static byte[] derived(SecretKeySpec key, String purpose) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(key);
        return mac.doFinal(("ambit record " + purpose).getBytes(UTF_8));
    }

    private static Mac mac(byte[] key) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac;
    }

    @Override
    public byte[] digest(String about, byte[] value) {
        var subject = about.getBytes(UTF_8);
        digesting.update(ByteBuffer.allocate(Integer.BYTES).putInt(subject.length).array());
        digesting.update(subject);
        return Arrays.copyOf(digesting.doFinal(value), TAG_BYTES);
    }

    @Override
    public byte[] seal(byte[] whole) {
        var tag = tag(whole);
        var text = crypt(Cipher.ENCRYPT_MODE, tag, whole, 0);
        var sealed = Arrays.copyOf(tag, TAG_BYTES + text.length);
        System.arraycopy(text, 0, sealed, TAG_BYTES, text.length);
        return sealed;
    }

    @Override
    public Optional<byte[]> open(byte[] sealed) {
        if (sealed.length < TAG_BYTES) {
            return Optional.empty();
        }
        var tag = Arrays.copyOf(sealed, TAG_BYTES);
        var whole = crypt(Cipher.DECRYPT_MODE, tag, sealed, TAG_BYTES);
        return MessageDigest.isEqual(tag, tag(whole)) ? Optional.of(whole) : Optional.empty();
    }

    private byte[] tag(byte[] whole) {
        return Arrays.copyOf(tagging.doFinal(whole), TAG_BYTES);
    }

    private byte[] crypt(int mode, byte[] tag, byte[] text, int from) {
        try {
            cipher.init(mode, encrypting, new IvParameterSpec(tag));
            return cipher.doFinal(text, from, text.length - from);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES in counter mode takes any text", impossible);
        }
    }
}
