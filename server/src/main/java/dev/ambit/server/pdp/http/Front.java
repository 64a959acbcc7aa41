package dev.ambit.server.pdp.http;

import dev.ambit.server.pdp.caller.Callers;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/// The running HTTP server. It is open from [#open] until [#close].
public final class Front implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Front.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration TLS_CHECK = Duration.ofSeconds(5);

    private final FrontSettings settings;
    private final Vertx vertx;
    private final List<Listener> listeners;
    private final Listener.Shared shared;
    private String tlsDigest;

    private Front(FrontSettings settings, Vertx vertx, List<Listener> listeners, Listener.Shared shared,
            String tlsDigest) {
        this.settings = settings;
        this.vertx = vertx;
        this.listeners = listeners;
        this.shared = shared;
        this.tlsDigest = tlsDigest;
    }

    /// Starts to listen.
    ///
    /// @param callers who may call; asked on every request, so that a key that is revoked is refused at once
    /// @throws IOException where the files of TLS cannot be read, or the port is taken
    public static Front open(FrontSettings wanted, Collection<Route> routes, Supplier<Callers> callers)
            throws IOException {
        var meters = new HttpMeters();
        return open(wanted, new Router(routes, meters), meters, callers);
    }

    /// Starts to listen while what stands behind it is not ready: all but `routes` is answered with status 503, until [#serve].
    public static Front openEarly(FrontSettings wanted, Collection<Route> routes, Supplier<Callers> callers)
            throws IOException {
        var meters = new HttpMeters();
        return open(wanted, new Router(routes, meters, Optional.of(Problems.starting())), meters, callers);
    }

    private static Front open(FrontSettings wanted, Router router, HttpMeters meters, Supplier<Callers> callers)
            throws IOException {
        var settings = wanted.port() == 0 ? wanted.at(freePort(wanted.host())) : wanted;
        var shared = new Listener.Shared(new AtomicReference<>(router), meters, new Gate(settings.isDevelopment(),
                callers, settings
                        .limits()), new Heads(settings.isDevelopment()), new AtomicInteger(), new AtomicBoolean());
        var tls = settings.tls().isPresent()
                ? Optional.of(settings.tls().get().load())
                : Optional.<TlsFiles.Loaded>empty();
        var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(settings.eventLoops()));
        var listeners = new ArrayList<Listener>();
        try {
            for (var i = 0; i < settings.eventLoops(); i++) {
                var listener = new Listener(settings, shared, tls.map(TlsFiles.Loaded::options));
                await(vertx.deployVerticle(listener, new DeploymentOptions().setThreadingModel(
                        ThreadingModel.EVENT_LOOP)));
                listeners.add(listener);
            }
        } catch (IOException failed) {
            vertx.close();
            throw new IOException("cannot listen at `%s:%d`: %s".formatted(settings.host(), settings.port(), failed
                    .getMessage()), failed);
        }
        var front = new Front(settings, vertx, listeners, shared, tls.map(TlsFiles.Loaded::digest).orElse(""));
        front.watchTls();
        return front;
    }

    /// Event loops share a port only by its number, so one is chosen before they listen.
    private static int freePort(String host) throws IOException {
        try (var probe = new ServerSocket(0, 1, InetAddress.getByName(host))) {
            return probe.getLocalPort();
        }
    }

    private static <T> T await(Future<T> future) throws IOException {
        try {
            return future.toCompletionStage().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw new IOException(String.valueOf(failed.getCause()), failed);
        } catch (TimeoutException late) {
            throw new IOException("it took longer than %s".formatted(PATIENCE), late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    /// Answers to `routes`, and to nothing else, from the next request on.
    public void serve(Collection<Route> routes) {
        shared.router().set(new Router(routes, shared.meters()));
    }

    public int port() {
        return settings.port();
    }

    /// How many connections are open.
    public int connections() {
        return shared.connections().get();
    }

    /// What was asked and answered.
    public HttpMeters meters() {
        return shared.meters();
    }

    private void watchTls() {
        if (settings.tls().isPresent()) {
            vertx.setPeriodic(TLS_CHECK.toMillis(), _ -> vertx.executeBlocking(this::reloadTls));
        }
    }

    /// Presents other certificates from the next connection on, where their files have changed. Files that cannot be used
    /// change nothing but the log.
    ///
    /// @return whether anything changed
    public synchronized boolean reloadTls() {
        try {
            var loaded = settings.tls().orElseThrow().load();
            if (loaded.digest().equals(tlsDigest)) {
                return false;
            }
            for (var listener : listeners) {
                await(listener.present(loaded.options()));
            }
            tlsDigest = loaded.digest();
            LOG.log(Level.INFO, "TLS: new certificates are in use");
            return true;
        } catch (IOException unusable) {
            LOG.log(Level.ERROR, "TLS: the new certificates cannot be used, the old ones stay: " + unusable
                    .getMessage());
            return false;
        }
    }

    /// Accepts nothing new, lets requests under way finish for as long as the limits say, and ends.
    @Override
    public void close() {
        shared.isStopping().set(true);
        var drained = listeners.stream().map(listener -> listener.drain(settings.limits().drain())).toList();
        try {
            await(Future.join(drained));
        } catch (IOException unfinished) {
            LOG.log(Level.WARNING, "some requests did not finish in time: " + unfinished.getMessage());
        }
        try {
            await(vertx.close());
        } catch (IOException stuck) {
            LOG.log(Level.ERROR, "the event loops did not end: " + stuck.getMessage());
        }
    }
}
