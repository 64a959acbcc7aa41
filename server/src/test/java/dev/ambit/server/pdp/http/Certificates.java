package dev.ambit.server.pdp.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Certificates made for one test by the JDK's own keytool: an authority, and whoever it vouches for.
public final class Certificates {
    static final String PASSWORD = "changeit";

    private final Path directory;
    private final String authority;

    public Certificates(Path directory, String authority) throws IOException {
        this.directory = directory;
        this.authority = authority;
        keytool("-genkeypair", "-alias", "own", "-keystore", store(authority), "-dname", "CN=" + authority, "-keyalg",
                "EC",
                "-groupname", "secp256r1", "-validity", "2", "-ext", "bc:c=ca:true");
        keytool("-exportcert", "-rfc", "-alias", "own", "-keystore", store(authority), "-file", certificate(authority)
                .toString());
    }

    private String store(String name) {
        return directory.resolve(name + ".p12").toString();
    }

    Path storeFile(String name) {
        return Path.of(store(name));
    }

    /// PEM; for whoever is vouched for with the authority's behind it.
    public Path certificate(String name) {
        return directory.resolve(name + ".pem");
    }

    public Path key(String name) {
        return directory.resolve(name + ".key");
    }

    /// Makes a key and a certificate for `name`, with `names` such as `DNS:localhost` as its alternative names.
    public void vouch(String name, String names) throws IOException {
        Files.deleteIfExists(storeFile(name));
        keytool("-genkeypair", "-alias", "own", "-keystore", store(name), "-dname", "CN=" + name, "-keyalg", "EC",
                "-groupname", "secp256r1", "-validity", "2");
        var request = directory.resolve(name + ".csr").toString();
        keytool("-certreq", "-alias", "own", "-keystore", store(name), "-file", request);
        keytool("-gencert", "-rfc", "-alias", "own", "-keystore", store(authority), "-infile", request, "-outfile",
                certificate(name).toString(), "-validity", "2", "-ext", "san=" + names);
        Files.writeString(certificate(name), Files.readString(certificate(name)) + Files.readString(certificate(
                authority)));
        keytool("-importcert", "-noprompt", "-alias", "own", "-keystore", store(name), "-file", certificate(name)
                .toString());
        exportKey(name);
    }

    private void exportKey(String name) throws IOException {
        try (var in = Files.newInputStream(storeFile(name))) {
            var keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            var encoded = keys.getKey("own", PASSWORD.toCharArray()).getEncoded();
            Files.writeString(key(name), "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n".formatted(
                    Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)));
        } catch (GeneralSecurityException failed) {
            throw new IOException(failed);
        }
    }

    private static void keytool(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", PASSWORD, "-storetype", "PKCS12", "-J-XX:TieredStopAtLevel=1"));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(said);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }
}
