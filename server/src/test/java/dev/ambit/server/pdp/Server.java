package dev.ambit.server.pdp;

import dev.ambit.core.task.TaskId;
import dev.ambit.server.pdp.api.ApprovalRoutes;
import dev.ambit.server.pdp.api.AboutRoutes;
import dev.ambit.server.pdp.api.FreezeRoutes;
import dev.ambit.server.pdp.api.ObligationRoutes;
import dev.ambit.server.pdp.api.HealthRoutes;
import dev.ambit.server.pdp.api.OpenApi;
import dev.ambit.server.pdp.api.PolicyRoutes;
import dev.ambit.server.pdp.api.RecordRoutes;
import dev.ambit.server.pdp.api.SignalRoutes;
import dev.ambit.server.pdp.api.ScopeRoutes;
import dev.ambit.server.pdp.api.SourceRoutes;
import dev.ambit.server.pdp.api.StreamRoutes;
import dev.ambit.server.pdp.api.TaskRoutes;
import dev.ambit.server.pdp.authzen.AccessRequestRoutes;
import dev.ambit.server.pdp.authzen.AuthZen;
import dev.ambit.server.pdp.caller.Callers;
import dev.ambit.server.pdp.http.Front;
import dev.ambit.server.pdp.http.FrontLimits;
import dev.ambit.server.pdp.http.FrontSettings;
import dev.ambit.server.pdp.http.Route;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A real server in front of a house, in development mode unless a test says otherwise, and a client of it.
public final class Server implements AutoCloseable {
    private final Front front;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Server(Front front) {
        this.front = front;
    }

    public static Server of(House house) throws IOException {
        return of(house, FrontLimits.DEFAULT);
    }

    public static Server of(House house, FrontLimits limits) throws IOException {
        return new Server(Front.open(FrontSettings.development(0).with(limits), routes(house), () -> Callers.NOBODY));
    }

    /// Everything a server answers to.
    public static List<Route> routes(House house) {
        var routes = new ArrayList<Route>();
        routes.addAll(new AuthZen(house, new byte[32], Optional.empty()).routes());
        routes.addAll(new TaskRoutes(house, () -> new TaskId("t-" + UUID.randomUUID())).routes());
        routes.addAll(new ObligationRoutes(new NothingOwed()).routes());
        routes.addAll(new FreezeRoutes(new NoFreezes(), () -> "f-" + UUID.randomUUID()).routes());
        routes.addAll(new ScopeRoutes(house).routes());
        var approvals = house.approvals();
        routes.addAll(new AccessRequestRoutes(approvals, Optional.empty()).routes());
        routes.addAll(new ApprovalRoutes(approvals).routes());
        routes.addAll(new SignalRoutes(new SaidSignals(house)).routes());
        routes.addAll(new SourceRoutes(new NoSources()).routes());
        routes.addAll(new StreamRoutes(new NoStreams()).routes());
        routes.addAll(new RecordRoutes(house).routes());
        routes.addAll(new AboutRoutes("test", "ambit+0+0", () -> "0", InstantSource.system(), true).routes());
        routes.addAll(new PolicyRoutes(house).routes());
        routes.addAll(Quiet.routes());
        routes.addAll(new HealthRoutes(Optional::empty).routes());
        return OpenApi.describing(routes, "test");
    }

    public int port() {
        return front.port();
    }

    public Front front() {
        return front;
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(port(), path));
    }

    public HttpResponse<String> post(String path, String json, String... headers) {
        var request = HttpRequest.newBuilder(uri(path)).header("Content-Type", "application/json");
        return send(with(request, headers).POST(BodyPublishers.ofString(json)).build());
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send(with(HttpRequest.newBuilder(uri(path)), headers).build());
    }

    private static HttpRequest.Builder with(HttpRequest.Builder request, String... headers) {
        return headers.length == 0 ? request : request.headers(headers);
    }

    public HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new AssertionError("no answer to " + request, broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    @Override
    public void close() {
        client.close();
        front.close();
    }
}
