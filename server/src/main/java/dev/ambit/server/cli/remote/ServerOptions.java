package dev.ambit.server.cli.remote;

import dev.ambit.server.pdp.caller.ApiKey;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Which server a command asks, and how it shows who is asking. A key is never on the command line, where every program on
/// the machine could read it: it is in a file, or in the environment variable `AMBIT_KEY`.
public final class ServerOptions {
    private static final long LARGEST_KEY_BYTES = 4_096;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @ArgGroup(validate = false, order = 90, heading = "%nThe server, and who asks:%n")
    private Asking asking = new Asking();

    /// Has its own heading in the help of every command.
    private static final class Asking {
        @Option(names = "--server", paramLabel = "URL", defaultValue = "${env:AMBIT_SERVER:-http://127.0.0.1:8180}", description = {
            "Default: AMBIT_SERVER, or port 8180 of this machine."})
        private String server;

        @Option(names = "--key-file", paramLabel = "FILE", description = {
            "Holds the API key. Without it: AMBIT_KEY, or none."})
        private Optional<Path> keyFile = Optional.empty();

        @Option(names = "--ca", paramLabel = "FILE", description = "PEM; authorities to believe instead of the usual.")
        private Optional<Path> authorities = Optional.empty();

        @Option(names = "--client-certificate", paramLabel = "FILE", description = "PEM; shows who is asking.")
        private Optional<Path> certificate = Optional.empty();

        @Option(names = "--client-key", paramLabel = "FILE", description = "PEM, PKCS #8; belongs to it.")
        private Optional<Path> key = Optional.empty();
    }

    /// A connection to the server. Nothing is sent yet.
    ///
    /// @throws ParameterException where an option makes no sense
    public Connection connect() {
        var address = address();
        var apiKey = apiKey();
        if (apiKey.isPresent() && address.getScheme().equals("http") && !isThisMachine(address)) {
            throw mistaken("a key is not sent to `%s` without TLS. Use https, or no key".formatted(address));
        }
        if (asking.certificate.isPresent() != asking.key.isPresent()) {
            throw mistaken("`--client-certificate` and `--client-key` belong together");
        }
        try {
            var tls = new ClientTls(asking.authorities, asking.certificate.flatMap(chain -> asking.key.map(
                    secret -> new ClientTls.Own(chain,
                            secret))));
            return new Connection(address, apiKey, tls.context());
        } catch (IOException unusable) {
            throw mistaken(String.valueOf(unusable.getMessage()));
        }
    }

    /// The file that the key comes from, if it comes from one.
    public Optional<Path> keyFile() {
        return asking.keyFile;
    }

    private URI address() {
        var text = asking.server;
        try {
            var uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            var isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (isHttp && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawPath().isEmpty()
                    && uri.getRawQuery() == null && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException malformed) {
            // Said below, in words for a command line.
        }
        throw mistaken("`%s` is no address of a server. Write one such as https://ambit.acme.example:8180"
                .formatted(text));
    }

    private static boolean isThisMachine(URI address) {
        var host = address.getHost();
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    private Optional<ApiKey> apiKey() {
        return asking.keyFile.map(file -> read(text(file), "`%s`".formatted(file)))
                .or(() -> Optional.ofNullable(System.getenv("AMBIT_KEY")).filter(text -> !text.isBlank())
                        .map(text -> read(text, "`AMBIT_KEY`")));
    }

    private String text(Path file) {
        try {
            if (Files.size(file) > LARGEST_KEY_BYTES) {
                throw mistaken("`%s` has more than %d bytes, and is no key".formatted(file, LARGEST_KEY_BYTES));
            }
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw mistaken("the key in `%s` cannot be read".formatted(file));
        }
    }

    private ApiKey read(String text, String where) {
        return ApiKey.read(text.strip()).orElseThrow(() -> mistaken(
                "%s holds no key. `ambit keys create` makes one, and it begins with `ambit_`".formatted(where)));
    }

    private ParameterException mistaken(String words) {
        return new ParameterException(spec.commandLine(), words);
    }
}
