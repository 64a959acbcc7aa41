package dev.ambit.server.pdp.caller;

import java.security.MessageDigest;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everyone who may call at one moment. Immutable, and quick to ask.
public final class Callers {
    /// Nobody may.
    public static final Callers NOBODY = new Callers(List.of());

    private static final int URI_NAME = 6;
    private static final int DNS_NAME = 2;

    private final Map<String, Entry> keys = new HashMap<>();
    private final Map<String, Entry> certificates = new HashMap<>();

    public Callers(Collection<Entry> entries) {
        for (var entry : entries) {
            switch (entry.proof()) {
                case Entry.Proof.KeyHash _ -> keys.put(entry.id(), entry);
                case Entry.Proof.CertificateName(var name) -> certificates.put(name, entry);
            }
        }
    }

    /// Who has the API key that `text` writes.
    public Optional<Known> withKey(String text) {
        return ApiKey.read(text).flatMap(this::withKey);
    }

    private Optional<Known> withKey(ApiKey key) {
        var entry = keys.get(key.id());
        return entry != null && entry.proof() instanceof Entry.Proof.KeyHash hash
        // In constant time: how much of a hash is right must not show.
                && MessageDigest.isEqual(hash.sha256(), key.hash()) ? Optional.of(entry.known()) : Optional.empty();
    }

    /// Who has a certificate with one of these alternative names. The TLS layer has checked it.
    public Optional<Known> withCertificate(X509Certificate certificate) {
        try {
            var names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? Optional.empty()
                    : names.stream()
                            .flatMap(name -> Optional.ofNullable(certificates.get(written(name))).stream())
                            .map(Entry::known)
                            .findFirst();
        } catch (CertificateParsingException unreadable) {
            return Optional.empty();
        }
    }

    private static String written(List<?> name) {
        return switch (name.getFirst()) {
            case Integer kind when kind == URI_NAME -> "URI:" + name.getLast();
            case Integer kind when kind == DNS_NAME -> "DNS:" + name.getLast();
            default -> "";
        };
    }
}
