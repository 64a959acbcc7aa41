package dev.ambit.server.cli.remote;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// Whom a command believes to be the server, and the certificate it shows itself.
///
/// @param authorities PEM; empty for those that Java believes anyway
/// @param own         empty where the command shows no certificate
record ClientTls(Optional<Path> authorities, Optional<Own> own) {
    private static final Pattern KEY = Pattern.compile(
            "-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final List<String> KINDS = List.of("EC", "RSA", "Ed25519");
    private static final long LARGEST_BYTES = 4L << 20;
    /// The stores are in memory alone; what they are made with must have a password.
    private static final char[] UNUSED = {};

    /// @param chain PEM, the own certificate first
    /// @param key   PEM, PKCS #8
    record Own(Path chain, Path key) {}

    /// @throws IOException where a file cannot be read or used, in words for a person
    SSLContext context() throws IOException {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(keyManagers(), trustManagers(), null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IOException("TLS cannot be set up: " + impossible.getMessage(), impossible);
        }
    }

    private TrustManager @Nullable [] trustManagers() throws IOException, GeneralSecurityException {
        if (authorities.isEmpty()) {
            return null;
        }
        var store = emptyStore();
        var believed = certificates(authorities.get());
        var number = 0;
        for (var each : believed) {
            store.setCertificateEntry(Integer.toString(number++), each);
        }
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private KeyManager @Nullable [] keyManagers() throws IOException, GeneralSecurityException {
        if (own.isEmpty()) {
            return null;
        }
        var store = emptyStore();
        store.setKeyEntry("own", privateKey(own.get().key()), UNUSED, certificates(own.get().chain()).toArray(
                Certificate[]::new));
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, UNUSED);
        return factory.getKeyManagers();
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        return store;
    }

    private static Collection<? extends Certificate> certificates(Path file) throws IOException {
        try {
            var found = CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes(
                    file)));
            if (!found.isEmpty()) {
                return found;
            }
        } catch (GeneralSecurityException malformed) {
            throw new IOException("`%s` holds no certificates in PEM".formatted(file), malformed);
        }
        throw new IOException("`%s` holds no certificates in PEM".formatted(file));
    }

    private static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
        var match = KEY.matcher(new String(bytes(file), StandardCharsets.US_ASCII));
        if (!match.find()) {
            throw new IOException("`%s` holds no private key in PEM, PKCS #8. `openssl pkcs8 -topk8 -nodes` makes one"
                    .formatted(file));
        }
        var encoded = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(match.group(1)));
        for (var kind : KINDS) {
            try {
                return KeyFactory.getInstance(kind).generatePrivate(encoded);
            } catch (InvalidKeySpecException another) {
                // It is of one of the kinds that are left, or of none.
            }
        }
        throw new IOException("the key in `%s` is of none of the kinds %s".formatted(file, String.join(", ", KINDS)));
    }

    private static byte[] bytes(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no file `%s`".formatted(file));
        }
        if (Files.size(file) > LARGEST_BYTES) {
            throw new IOException("`%s` has more than %d bytes".formatted(file, LARGEST_BYTES));
        }
        return Files.readAllBytes(file);
    }
}
