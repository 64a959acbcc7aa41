package dev.ambit.server.pdp.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/// An answer that goes on part by part. Each part waits until the one before has been taken, so that a slow reader costs the memory
/// of one part; one that takes nothing for too long is cut off.
final class PartsOut implements Response.Sink {
    private static final Logger LOG = System.getLogger(PartsOut.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpServerResponse response;
    private final Context loop;
    private final BooleanSupplier isStopping;
    private final Runnable ended;

    /// @param ended is run on the event loop once all is written
    PartsOut(HttpServerResponse response, Context loop, BooleanSupplier isStopping, Runnable ended) {
        this.response = response;
        this.loop = loop;
        this.isStopping = isStopping;
        this.ended = ended;
    }

    void carry(Response.Source source) {
        try {
            source.writeTo(this);
            onLoop(this::end);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            onLoop(response::reset);
        } catch (RuntimeException mistake) {
            LOG.log(Level.ERROR, "an answer broke off", mistake);
            onLoop(response::reset);
        }
    }

    /// Where the loop has ended, so has the connection, and nothing is left to do.
    private boolean onLoop(Runnable task) {
        try {
            loop.runOnContext(_ -> task.run());
            return true;
        } catch (RejectedExecutionException ended) {
            LOG.log(Level.DEBUG, "the server ended before an answer did", ended);
            return false;
        }
    }

    private void end() {
        if (!response.closed()) {
            var _ = response.end().onComplete(_ -> ended.run());
        }
    }

    @Override
    public boolean isOpen() {
        return !response.closed() && !isStopping.getAsBoolean();
    }

    @Override
    public boolean write(byte[] part) throws InterruptedException {
        if (!isOpen()) {
            return false;
        }
        var written = Promise.<Void>promise();
        var isCarried = onLoop(() -> {
            if (response.closed()) {
                written.fail("the other end has gone");
            } else {
                response.write(Buffer.buffer(part)).onComplete(written::handle);
            }
        });
        return isCarried && isDone(written.future());
    }

    private boolean isDone(Future<Void> written) throws InterruptedException {
        try {
            written.toCompletionStage().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException gone) {
            return false;
        } catch (TimeoutException slow) {
            onLoop(response::reset);
            return false;
        }
    }
}
