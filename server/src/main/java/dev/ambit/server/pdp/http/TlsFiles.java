package dev.ambit.server.pdp.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The files TLS is made of. They are read anew whenever they change, so that a certificate is replaced without a restart.
///
/// @param own            the server's certificates and key
/// @param clientCertificateAuthorities PEM; whose client certificates are believed. Empty where clients need none
public record TlsFiles(Own own, Optional<Path> clientCertificateAuthorities) {
    private static final Set<String> PROTOCOLS = Set.of("TLSv1.3", "TLSv1.2");
    private static final long LARGEST_BYTES = 4L << 20;

    /// The server's own certificates and key, in one of two formats.
    public sealed interface Own {
        /// @param chain PEM, the server's own certificate first
        /// @param key   PEM, PKCS #8
        record Pem(Path chain, Path key) implements Own {}

        /// @param password of the store, in a file of its own; without the line break at its end
        record Pkcs12(Path store, Path password) implements Own {}
    }

    /// Files as they were at one moment.
    ///
    /// @param digest tells whether anything has changed
    record Loaded(ServerSSLOptions options, String digest) {}

    /// @throws IOException where one cannot be read
    Loaded load() throws IOException {
        var digest = sha256();
        var options = new ServerSSLOptions()
                .setKeyCertOptions(ownOptions(digest))
                .setEnabledSecureTransportProtocols(PROTOCOLS)
                .setApplicationLayerProtocols(List.of("http/1.1"));
        if (clientCertificateAuthorities.isPresent()) {
            // Not required: whoever has no certificate may still have a key. The front asks for one or the other.
            options.setClientAuth(ClientAuth.REQUEST)
                    .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(bytes(clientCertificateAuthorities
                            .get(), digest))));
        }
        return new Loaded(options, HexFormat.of().formatHex(digest.digest()));
    }

    private KeyCertOptions ownOptions(MessageDigest digest) throws IOException {
        return switch (own) {
            case Own.Pem(var chain, var key) -> new PemKeyCertOptions()
                    .setCertValue(Buffer.buffer(bytes(chain, digest)))
                    .setKeyValue(Buffer.buffer(bytes(key, digest)));
            case Own.Pkcs12(var store, var password) -> new PfxOptions()
                    .setValue(Buffer.buffer(bytes(store, digest)))
                    .setPassword(new String(bytes(password, digest), StandardCharsets.UTF_8)
                            .stripTrailing());
        };
    }

    private static byte[] bytes(Path file, MessageDigest digest) throws IOException {
        if (Files.size(file) > LARGEST_BYTES) {
            throw new IOException("`%s` has more than %d bytes".formatted(file, LARGEST_BYTES));
        }
        var bytes = Files.readAllBytes(file);
        digest.update(bytes);
        return bytes;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
