package dev.ambit.server.pdp.http;

import dev.ambit.server.pdp.http.Response.Content;
import dev.ambit.server.pdp.http.Response.Parts;
import dev.ambit.server.pdp.http.Response.Problem;
import dev.ambit.server.pdp.json.BadJson;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// One request and its answer, on its event loop from beginning to end.
/// Exactly one answer is written, whatever goes wrong; what comes after it is dropped.
final class Exchange implements Call.Head {
    private static final Logger LOG = System.getLogger(Exchange.class.getName());
    private static final String REQUEST_ID = "X-Request-ID";
    private static final CharSequence JSON = HttpHeaders.createOptimized(Response.JSON);
    private static final int MOST_PARAMETERS = 50;

    private final HttpServerRequest request;
    private final Peer peer;
    private final Context loop;
    private final FrontLimits limits;
    private final HttpMeters meters;
    private final BooleanSupplier isStopping;
    private final long begunNanos = System.nanoTime();
    private HttpMeters.OfRoute meter;
    private boolean isAnswered;

    Exchange(HttpServerRequest request, Peer peer, Context loop, FrontLimits limits, HttpMeters meters,
            BooleanSupplier isStopping) {
        this.request = request;
        this.peer = peer;
        this.loop = loop;
        this.limits = limits;
        this.meters = meters;
        this.meter = meters.none();
        this.isStopping = isStopping;
    }

    void run(Heads heads, Router router, Gate gate) {
        request.exceptionHandler(_ -> peer.enter(Peer.Phase.IDLE, System.nanoTime(), null));
        var malformed = heads.check(request);
        if (malformed != null) {
            refuseAndClose(malformed);
            return;
        }
        try {
            route(router, gate);
        } catch (RuntimeException mistake) {
            fail(mistake);
        }
    }

    private void route(Router router, Gate gate) {
        switch (router.find(request.method().name(), path())) {
            case Router.NotFound(var problem) -> refuse(problem);
            case Router.Found found -> {
                meter = found.meter();
                pass(found, gate);
            }
        }
    }

    private void pass(Router.Found found, Gate gate) {
        var passage = gate.pass(found.route(), peer, request.getHeader(HttpHeaders.AUTHORIZATION), System.nanoTime());
        if (passage.problem() != null) {
            refuse(passage.problem());
            return;
        }
        var query = query();
        if (query == null) {
            refuse(Problems.invalid("the query is malformed, or has a parameter twice, or more than %d".formatted(
                    MOST_PARAMETERS), "Send each parameter once, percent-encoded"));
            return;
        }
        var caller = Objects.requireNonNull(passage.caller());
        readBody(found.route(), body -> new Call(caller, requestId(), peer.address(), this, found.path(), query,
                body));
    }

    private @Nullable Map<String, String> query() {
        if (request.query() == null) {
            return Map.of();
        }
        try {
            var query = new HashMap<String, String>();
            for (var param : request.params()) {
                if (query.put(param.getKey(), param.getValue()) != null || query.size() > MOST_PARAMETERS) {
                    return null;
                }
            }
            return query;
        } catch (IllegalArgumentException brokenEscape) {
            return null;
        }
    }

    @FunctionalInterface
    private interface WithBody {
        Call call(byte[] body);
    }

    private void readBody(Route route, WithBody with) {
        var type = Objects.requireNonNullElse(request.getHeader(HttpHeaders.CONTENT_TYPE), "");
        if (route.hasBody() && !isJson(type)) {
            refuse(Problems.contentType(Shown.of(type)));
            return;
        }
        if (declaredLength() > limits.bodyBytes()) {
            refuseAndClose(Problems.tooLarge(limits.bodyBytes()));
            return;
        }
        peer.enter(Peer.Phase.BODY, System.nanoTime(), () -> refuseAndClose(Problems.tooSlow(limits.body())));
        BodyReader.read(request, limits.bodyBytes(), body -> answer(route, with.call(body)), () -> refuseAndClose(
                Problems
                        .tooLarge(limits.bodyBytes())));
    }

    private static boolean isJson(String type) {
        if (type.equals(Response.JSON)) {
            return true;
        }
        var parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).strip()
                .toLowerCase(Locale.ROOT)
                .equals(Response.JSON);
    }

    private long declaredLength() {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException tooLong) {
            return Long.MAX_VALUE;
        }
    }

    private void answer(Route route, Call call) {
        if (isAnswered) {
            return;
        }
        peer.enter(Peer.Phase.ANSWER, System.nanoTime(), () -> refuseAndClose(Problems.noAnswer(limits.answer())));
        try {
            var answer = route.handler().answer(call);
            if (answer.isDone()) {
                finish(answer);
            } else {
                var _ = answer.whenComplete((_, _) -> loop.runOnContext(_ -> finish(answer)));
            }
        } catch (BadJson bad) {
            refuse(Problems.bad(bad));
        } catch (RuntimeException mistake) {
            fail(mistake);
        }
    }

    private void finish(CompletableFuture<Response> answer) {
        switch (answer.state()) {
            case SUCCESS -> write(answer.resultNow());
            case FAILED -> {
                // thenApply and its like wrap what they pass on
                var failure = answer.exceptionNow();
                var cause = failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
                if (cause instanceof Unavailable why) {
                    refuse(why.problem());
                } else {
                    fail(cause);
                }
            }
            case CANCELLED -> refuse(Problems.noAnswer(limits.answer()));
            case RUNNING -> throw new IllegalStateException("an answer is there once its future is done");
        }
    }

    /// Our own mistake: nothing about it leaves but that it happened, and under which id it is logged.
    private void fail(Throwable mistake) {
        var id = errorId();
        LOG.log(Level.ERROR, "request `%s` to `%s` failed".formatted(Shown.of(id), Shown.of(path())), mistake);
        refuse(Problems.ownMistake());
    }

    private void write(Response response) {
        switch (response) {
            case Content content -> write(content.status(), content.type(), content.body(), content.headers());
            case Problem problem -> refuse(problem);
            case Parts parts -> write(parts);
        }
    }

    /// The head now, and the rest in its own time, on a thread that may wait for the other end.
    private void write(Parts parts) {
        if (isAnswered || request.response().closed()) {
            return;
        }
        isAnswered = true;
        var response = request.response();
        response.setChunked(true).putHeader(HttpHeaders.CONTENT_TYPE, parts.type());
        requestId().ifPresent(id -> response.putHeader(REQUEST_ID, id));
        parts.headers().forEach(response::putHeader);
        var now = System.nanoTime();
        meter.answered(200, now - begunNanos);
        peer.enter(Peer.Phase.PARTS, now, () -> request.connection().close());
        var out = new PartsOut(response, loop, isStopping, () -> peer.enter(Peer.Phase.IDLE, System.nanoTime(), null));
        Thread.ofVirtual().name("parts").start(() -> out.carry(parts.source()));
    }

    void refuse(Problem problem) {
        if (!isAnswered) {
            meters.refused(problem.code());
        }
        write(problem.status(), Response.JSON, problem.body(errorId()), problem.headers());
    }

    /// Refuses what cannot be followed by another request on the same connection.
    void refuseAndClose(Problem problem) {
        if (!isAnswered) {
            request.response().putHeader("Connection", "close");
        }
        refuse(problem);
    }

    private void write(int status, String type, byte[] body, Map<String, String> headers) {
        if (isAnswered || request.response().closed()) {
            return;
        }
        isAnswered = true;
        var now = System.nanoTime();
        meter.answered(status, now - begunNanos);
        var response = request.response();
        if (status != 200) {
            response.setStatusCode(status);
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, type.equals(Response.JSON) ? JSON : type);
        requestId().ifPresent(id -> response.putHeader(REQUEST_ID, id));
        headers.forEach(response::putHeader);
        if (isStopping.getAsBoolean()) {
            response.putHeader("Connection", "close");
        }
        peer.enter(Peer.Phase.IDLE, now, null);
        var closes = response.headers().contains(HttpHeaders.CONNECTION);
        var _ = response.end(Buffer.buffer(body)).onComplete(_ -> {
            if (closes) {
                request.connection().close();
            }
        });
    }

    private String path() {
        return Objects.requireNonNullElse(request.path(), "");
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeader(name));
    }

    @Override
    public Map<String, String> headers() {
        var headers = new HashMap<String, String>();
        for (var name : request.headers().names()) {
            var all = request.headers().getAll(name);
            if (all.size() == 1) {
                headers.put(name.toLowerCase(Locale.ROOT), all.getFirst());
            }
        }
        return headers;
    }

    @Override
    public Optional<String> base() {
        var host = request.getHeader(HttpHeaders.HOST);
        return host == null ? Optional.empty() : Optional.of((peer.isSecure() ? "https://" : "http://") + host);
    }

    private Optional<String> requestId() {
        return Optional.ofNullable(request.getHeader(REQUEST_ID));
    }

    private String errorId() {
        return requestId().orElseGet(() -> UUID.randomUUID().toString());
    }
}
