package dev.ambit.server.cli.serve;

import dev.ambit.server.settings.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/// What the command line says of the server's settings. It holds whatever `ambit.yaml` says; short options are for settings that are
/// often said here, and `--set` is for any.
final class ServeOptions {
    @Option(names = "--data", paramLabel = "DIR", description = "Where it keeps what it must not lose: `storage.data`.")
    private Optional<String> data = Optional.empty();

    @Option(names = "--port", paramLabel = "PORT", description = "Where it listens; 0 for a free one: `listeners.port`.")
    private Optional<String> port = Optional.empty();

    @Option(names = "--host", paramLabel = "HOST", description = "Which address of this machine it listens at: `listeners.host`.")
    private Optional<String> host = Optional.empty();

    @Option(names = "--tls-certificate", paramLabel = "FILE", description = "PEM, the server's own certificate first: `listeners.tls.certificate`.")
    private Optional<String> certificate = Optional.empty();

    @Option(names = "--tls-key", paramLabel = "FILE", description = "PEM, PKCS #8: `listeners.tls.key`.")
    private Optional<String> key = Optional.empty();

    @Option(names = "--client-authorities", paramLabel = "FILE", description = "PEM; whose client certificates are believed: `listeners.tls.client-authorities`.")
    private Optional<String> authorities = Optional.empty();

    @Option(names = "--callers", paramLabel = "FILE", description = "Who may call: `callers.file`.")
    private Optional<String> callers = Optional.empty();

    @Option(names = "--development", description = "Plain HTTP on this machine alone, and every caller may do everything: `listeners.development`.")
    private boolean development;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Any other setting of ambit.yaml. Can be repeated.")
    private Map<String, String> settings = Map.of();

    /// All of it, the special after the general.
    List<Said> said() {
        var said = new ArrayList<Said>();
        settings.forEach((name, value) -> said.add(new Said(name, value, "--set " + name)));
        data.ifPresent(value -> said.add(new Said("storage.data", value, "--data")));
        port.ifPresent(value -> said.add(new Said("listeners.port", value, "--port")));
        host.ifPresent(value -> said.add(new Said("listeners.host", value, "--host")));
        certificate.ifPresent(value -> said.add(new Said("listeners.tls.certificate", value, "--tls-certificate")));
        key.ifPresent(value -> said.add(new Said("listeners.tls.key", value, "--tls-key")));
        authorities.ifPresent(value -> said.add(new Said("listeners.tls.client-authorities", value,
                "--client-authorities")));
        callers.ifPresent(value -> said.add(new Said("callers.file", value, "--callers")));
        if (development) {
            said.add(new Said("listeners.development", "true", "--development"));
        }
        return said;
    }
}
