package dev.ambit.server.house;

import dev.ambit.server.pdp.http.FrontLimits;
import dev.ambit.server.pdp.http.FrontSettings;
import dev.ambit.server.pdp.http.TlsFiles;
import dev.ambit.server.settings.Listeners;
import java.util.Optional;

/// Makes a front of the settings about listeners.
public final class Fronts {
    private Fronts() {}

    /// The front that `listeners` asks for; empty where there is neither TLS nor development mode.
    public static Optional<FrontSettings> of(Listeners listeners) {
        var front = listeners.isDevelopment()
                ? Optional.of(FrontSettings.development(listeners.port()))
                : listeners.tls().map(tls -> FrontSettings.secure(listeners.host(), listeners.port(), new TlsFiles(own(
                        tls), listeners.authorities())));
        return front.map(settings -> settings.with(limits(listeners.limits())));
    }

    private static TlsFiles.Own own(Listeners.Tls tls) {
        return switch (tls) {
            case Listeners.Tls.Pem(var certificate, var key) -> new TlsFiles.Own.Pem(certificate, key);
            case Listeners.Tls.Store(var store, var password) -> new TlsFiles.Own.Pkcs12(store, password);
        };
    }

    private static FrontLimits limits(Listeners.Limits limits) {
        var rest = FrontLimits.DEFAULT;
        return new FrontLimits(limits.bodyBytes(), rest.headBytes(), rest.lineBytes(), limits.connections(), limits
                .perSecond(), limits.idle(), rest.body(), limits.answer(), limits.drain());
    }
}
