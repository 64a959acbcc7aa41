package dev.ambit.server.pdp.api;

import dev.ambit.core.identity.Caller.Role;
import dev.ambit.server.pdp.caller.CallersFile;
import dev.ambit.server.pdp.http.Call;
import dev.ambit.server.pdp.http.Response;
import dev.ambit.server.pdp.http.Route;
import dev.ambit.server.pdp.http.Route.About;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Which server this is, and who it takes the caller for. For anybody who has shown who they are: it is how a caller finds out
/// that it reaches the right server, with the right key, and how far the clocks are apart.
public final class AboutRoutes {
    private final String version;
    private final String logKey;
    private final Supplier<String> release;
    private final InstantSource clock;
    private final boolean isDevelopment;

    /// @param logKey  the public key of the log, as `name+id+key`
    /// @param release hash of the release in force; asked often
    public AboutRoutes(String version, String logKey, Supplier<String> release, InstantSource clock,
            boolean isDevelopment) {
        this.version = version;
        this.logKey = logKey;
        this.release = release;
        this.clock = clock;
        this.isDevelopment = isDevelopment;
    }

    public List<Route> routes() {
        return List.of(Route.forRoles("GET", "/v1/about", EnumSet.allOf(Role.class), new About("aboutServer",
                "Which server this is, and who it takes the caller for.", "", "ServerInfo"), this::about));
    }

    private CompletableFuture<Response> about(Call call) {
        var known = call.caller();
        return CompletableFuture.completedFuture(Response.json(out -> {
            out.put("version", version).put("time", clock.instant()).put("release", release.get()).put("log_key",
                    logKey).put("development", isDevelopment);
            out.putObject("caller", caller -> {
                caller.put("name", known.caller().name()).putStrings("roles", CallersFile.words(known.caller()
                        .roles()));
                known.self().ifPresent(self -> caller.putObject("principal", it -> it.put("type", self.type()).put("id",
                        self.id())));
            });
        }));
    }
}
