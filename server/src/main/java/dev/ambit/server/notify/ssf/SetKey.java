package dev.ambit.server.notify.ssf;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonWriter;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/// The RSA key that security event tokens are signed with, RS256 alone, as the interoperability profile asks for. It is kept in a
/// file for its owner alone, and never leaves.
public final class SetKey {
    private static final int BITS = 2048;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final String RSA = "RSA";
    private static final String ALGORITHM = "SHA256withRSA";

    private final RSAPrivateCrtKey key;
    private final RSAPublicKey open;
    private final String id;

    private SetKey(RSAPrivateCrtKey key) throws GeneralSecurityException {
        this.key = key;
        this.open = (RSAPublicKey) KeyFactory.getInstance(RSA).generatePublic(new RSAPublicKeySpec(key.getModulus(), key
                .getPublicExponent()));
        this.id = thumbprint(open);
    }

    /// The key in `file`, PKCS #8; made if it is not there.
    public static SetKey in(Path file) throws IOException {
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            return new SetKey((RSAPrivateCrtKey) KeyFactory.getInstance(RSA).generatePrivate(new PKCS8EncodedKeySpec(
                    Files.readAllBytes(file))));
        } catch (GeneralSecurityException unusable) {
            throw new IOException("`%s` holds no RSA key: %s".formatted(file, unusable.getMessage()), unusable);
        }
    }

    /// A crash at any line leaves no file, or all of it.
    private static void create(Path file) throws IOException, GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance(RSA);
        generator.initialize(BITS);
        var bytes = generator.generateKeyPair().getPrivate().getEncoded();
        var next = file.resolveSibling(file.getFileName() + ".next");
        Files.deleteIfExists(next);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        try (var channel = FileChannel.open(next, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE))) {
            for (var rest = ByteBuffer.wrap(bytes); rest.hasRemaining();) {
                channel.write(rest);
            }
            channel.force(true);
        }
        Files.move(next, file);
    }

    /// RFC 7638.
    private static String thumbprint(RSAPublicKey key) throws GeneralSecurityException {
        var canonical = "{\"e\":\"%s\",\"kty\":\"RSA\",\"n\":\"%s\"}".formatted(number(key.getPublicExponent()), number(
                key.getModulus()));
        return BASE64.encodeToString(MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(US_ASCII)));
    }

    /// Unsigned, as RFC 7518 §2 has it.
    private static String number(BigInteger value) {
        var bytes = value.toByteArray();
        return BASE64.encodeToString(bytes[0] == 0 && bytes.length > 1
                ? Arrays.copyOfRange(bytes, 1, bytes.length)
                : bytes);
    }

    /// The set of keys that receivers check tokens with.
    Json keys() {
        var fields = new LinkedHashMap<String, Json>();
        fields.put("kty", Json.of(RSA));
        fields.put("use", Json.of("sig"));
        fields.put("alg", Json.of("RS256"));
        fields.put("kid", Json.of(id));
        fields.put("n", Json.of(number(open.getModulus())));
        fields.put("e", Json.of(number(open.getPublicExponent())));
        return Json.object("keys", Json.array(List.of(Json.object(fields))));
    }

    /// A security event token with these claims, in compact form. It is checked before anyone holds it.
    String sign(Json claims) {
        var header = new LinkedHashMap<String, Json>();
        header.put("typ", Json.of("secevent+jwt"));
        header.put("alg", Json.of("RS256"));
        header.put("kid", Json.of(id));
        var signed = part(Json.object(header)) + "." + part(claims);
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(signed.getBytes(US_ASCII));
            var bytes = signature.sign();
            var check = Signature.getInstance(ALGORITHM);
            check.initVerify(open);
            check.update(signed.getBytes(US_ASCII));
            if (!check.verify(bytes)) {
                throw new IllegalStateException("a signature just made does not verify");
            }
            return signed + "." + BASE64.encodeToString(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
        }
    }

    private static String part(Json json) {
        return BASE64.encodeToString(JsonWriter.compact(json).getBytes(UTF_8));
    }

    @Override
    public String toString() {
        return "key " + id;
    }
}
