package dev.ambit.bench.http;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;

/// The same HTTP server with nothing behind it: reads the body, answers with given bytes.
final class VertxEcho implements Contender {
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpServer server;

    VertxEcho(byte[] answer) {
        var bytes = Buffer.buffer(answer);
        server = vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0).setTcpNoDelay(true))
                .requestHandler(request -> request.body()
                        .onSuccess(_ -> request.response()
                                .putHeader("Content-Type", "application/json")
                                .end(bytes)))
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @Override
    public int port() {
        return server.actualPort();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
