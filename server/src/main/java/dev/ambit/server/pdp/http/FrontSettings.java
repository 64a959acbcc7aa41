package dev.ambit.server.pdp.http;

import java.util.Optional;

/// Where the front listens, and how.
///
/// @param host          an address or name of this machine
/// @param port          0 for a free one
/// @param tls           empty only in development mode
/// @param isDevelopment plain HTTP on this machine alone, where everybody may do everything
/// @param eventLoops    how many threads carry it
public record FrontSettings(
        String host, int port, Optional<TlsFiles> tls, boolean isDevelopment, int eventLoops, FrontLimits limits) {
    private static final int LAST_PORT = 65_535;

    /// @throws IllegalArgumentException where TLS is missing and this is not development mode, or both are there
    public FrontSettings {
        if (port < 0 || port > LAST_PORT || eventLoops < 1) {
            throw new IllegalArgumentException("a port is 0 to %d, and there is an event loop".formatted(LAST_PORT));
        }
        if (isDevelopment == tls.isPresent()) {
            throw new IllegalArgumentException("the front needs TLS, or development mode, and not both");
        }
    }

    /// Without TLS and keys, on the loopback interface.
    public static FrontSettings development(int port) {
        return new FrontSettings("127.0.0.1", port, Optional.empty(), true, Runtime.getRuntime().availableProcessors(),
                FrontLimits.DEFAULT);
    }

    /// With TLS, for callers with keys or certificates.
    public static FrontSettings secure(String host, int port, TlsFiles tls) {
        return new FrontSettings(host, port, Optional.of(tls), false, Runtime.getRuntime().availableProcessors(),
                FrontLimits.DEFAULT);
    }

    public FrontSettings with(FrontLimits others) {
        return new FrontSettings(host, port, tls, isDevelopment, eventLoops, others);
    }

    FrontSettings at(int other) {
        return new FrontSettings(host, other, tls, isDevelopment, eventLoops, limits);
    }

    /// What is missing, in one line, for whoever starts it.
    public Optional<String> warning() {
        return isDevelopment
                ? Optional.of(
                        "development mode: no TLS, no authentication, every caller has every role; only programs on "
                                + "this machine can connect. Configure TLS and keys before anything relies on it")
                : Optional.empty();
    }
}
