package dev.ambit.server.pdp.api;

import dev.ambit.server.pdp.http.Call;
import dev.ambit.server.pdp.http.Response;
import dev.ambit.server.pdp.http.Response.Problem;
import dev.ambit.server.pdp.http.Route;
import dev.ambit.server.pdp.http.Route.About;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Whether the process lives, and whether it can do its work.
public final class HealthRoutes {
    private final Supplier<Optional<String>> obstacle;

    /// @param obstacle what keeps it from its work at the moment, such as `the log cannot be written`; asked often
    public HealthRoutes(Supplier<Optional<String>> obstacle) {
        this.obstacle = obstacle;
    }

    /// Each under two names: ours, and those that Kubernetes uses.
    public List<Route> routes() {
        return List.of(
                live("/health/live", "live"), live("/livez", "livez"),
                ready("/health/ready", "ready"), ready("/readyz", "readyz"));
    }

    private Route live(String path, String id) {
        return Route.open(path, new About(id, "Whether the process answers at all.", "", "Health"), this::live);
    }

    private Route ready(String path, String id) {
        return Route.open(path, new About(id, "Whether it can decide and record; if not, why.", "", "Health"),
                this::ready);
    }

    private CompletableFuture<Response> live(Call call) {
        return CompletableFuture.completedFuture(Response.json(out -> out.put("status", "live")));
    }

    private CompletableFuture<Response> ready(Call call) {
        return CompletableFuture.completedFuture(obstacle.get()
                .<Response>map(what -> new Problem(503, "not-ready", what, "Ask again shortly"))
                .orElseGet(() -> Response.json(out -> out.put("status", "ready"))));
    }
}
