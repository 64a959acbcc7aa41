package dev.ambit.server.pdp.api;

import dev.ambit.core.identity.Caller.Role;
import dev.ambit.server.pdp.http.Call;
import dev.ambit.server.pdp.http.Response;
import dev.ambit.server.pdp.http.Response.Content;
import dev.ambit.server.pdp.http.Route;
import dev.ambit.server.pdp.http.Route.About;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/// The numbers of the server, for those who watch it.
public final class MetricsRoutes {
    private static final String PATH = "/metrics";
    private static final Set<Role> READERS = Set.of(Role.MONITOR, Role.OPERATOR, Role.ADMINISTRATOR, Role.AUDITOR);
    private static final About ABOUT = new About("readMetrics", "How the server is doing, as Prometheus reads it.", "",
            "");

    private final Supplier<byte[]> reading;
    private final String type;
    private final Executor counting;
    private final boolean isOpen;

    /// @param reading  all numbers, as of now
    /// @param type     the media type of a reading
    /// @param counting carries a reading, which takes longer than an event loop may be held
    /// @param isOpen   whether anybody may read them who can connect
    public MetricsRoutes(Supplier<byte[]> reading, String type, Executor counting, boolean isOpen) {
        this.reading = reading;
        this.type = type;
        this.counting = counting;
        this.isOpen = isOpen;
    }

    public List<Route> routes() {
        return List.of(isOpen
                ? Route.open(PATH, ABOUT, this::read)
                : Route.forRoles("GET", PATH, READERS, ABOUT, this::read));
    }

    private CompletableFuture<Response> read(Call call) {
        return CompletableFuture.supplyAsync(() -> new Content(200, type, reading.get(), Map.of()), counting);
    }
}
