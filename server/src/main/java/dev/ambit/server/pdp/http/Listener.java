package dev.ambit.server.pdp.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.ServerSSLOptions;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The server on one event loop. Several share a port; everything but what [Shared] holds belongs to one loop.
final class Listener extends VerticleBase {
    private static final Logger LOG = System.getLogger(Listener.class.getName());
    private static final Duration SWEEP = Duration.ofMillis(500);

    private final FrontSettings settings;
    private final Shared shared;
    private final Optional<ServerSSLOptions> tls;
    private final IdentityHashMap<HttpConnection, Peer> peers = new IdentityHashMap<>();
    private @Nullable HttpServer server;

    /// What all event loops share.
    record Shared(AtomicReference<Router> router, HttpMeters meters, Gate gate, Heads heads, AtomicInteger connections,
            AtomicBoolean isStopping) {}

    Listener(FrontSettings settings, Shared shared, Optional<ServerSSLOptions> tls) {
        this.settings = settings;
        this.shared = shared;
        this.tls = tls;
    }

    @Override
    public Future<?> start() {
        var options = options();
        tls.ifPresent(files -> options.setSsl(true)
                .setKeyCertOptions(files.getKeyCertOptions())
                .setTrustOptions(files.getTrustOptions())
                .setClientAuth(files.getClientAuth())
                .setEnabledSecureTransportProtocols(files.getEnabledSecureTransportProtocols()));
        var created = vertx.createHttpServer(options);
        server = created.connectionHandler(this::opened)
                .requestHandler(this::received)
                .invalidRequestHandler(this::unreadable)
                .exceptionHandler(this::broken);
        vertx.setPeriodic(SWEEP.toMillis(), _ -> sweep());
        return created.listen();
    }

    private HttpServerOptions options() {
        var limits = settings.limits();
        return new HttpServerOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setTcpNoDelay(true)
                .setMaxHeaderSize(limits.headBytes())
                .setMaxInitialLineLength(limits.lineBytes())
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(true)
                .setUseAlpn(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setStrictThreadMode(true);
    }

    Future<Boolean> present(ServerSSLOptions options) {
        return Objects.requireNonNull(server).updateSSLOptions(options, true);
    }

    /// Accepts nothing new; requests under way may finish.
    Future<Void> drain(Duration most) {
        return Objects.requireNonNull(server).shutdown(most);
    }

    private void opened(HttpConnection connection) {
        if (shared.connections().incrementAndGet() > settings.limits().connections()) {
            shared.connections().decrementAndGet();
            shared.meters().refused("too-many-connections");
            LOG.log(Level.WARNING, "connection refused: there are %d already".formatted(settings.limits()
                    .connections()));
            connection.close();
            return;
        }
        VersionCheck.on(connection);
        peers.put(connection, new Peer(connection, System.nanoTime()));
        connection.closeHandler(_ -> closed(connection));
    }

    private void closed(HttpConnection connection) {
        if (peers.remove(connection) != null) {
            shared.connections().decrementAndGet();
        }
    }

    private void sweep() {
        var now = System.nanoTime();
        for (var peer : new ArrayList<>(peers.values())) {
            peer.checkAt(now, settings.limits());
        }
    }

    private void received(HttpServerRequest request) {
        var peer = peers.get(request.connection());
        if (peer != null) {
            exchange(request, peer).run(shared.heads(), shared.router().get(), shared.gate());
        }
    }

    private Exchange exchange(HttpServerRequest request, Peer peer) {
        return new Exchange(request, peer, context, settings.limits(), shared.meters(), shared.isStopping()::get);
    }

    /// A request whose head could not be read. Nothing on this connection can be believed any more.
    private void unreadable(HttpServerRequest request) {
        var peer = peers.get(request.connection());
        var cause = request.decoderResult().cause();
        if (peer != null) {
            exchange(request, peer).refuseAndClose(switch (cause) {
                case TooLongHttpLineException _ -> Problems.targetTooLong(settings.limits().lineBytes());
                case TooLongHttpHeaderException _ -> Problems.headTooLarge("the head", settings.limits().headBytes());
                case null -> Problems.malformed("the request is not HTTP/1.1", "Send HTTP as RFC 9112 has it");
                default -> Problems.malformed("the head of the request is not HTTP/1.1: " + Shown.of(String.valueOf(
                        cause
                                .getMessage())), "Send HTTP as RFC 9112 has it");
            });
        }
    }

    private void broken(Throwable cause) {
        LOG.log(Level.DEBUG, "a connection broke", cause);
    }
}
