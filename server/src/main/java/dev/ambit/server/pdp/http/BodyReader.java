package dev.ambit.server.pdp.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Gathers a body, up to a limit; beyond that it is thrown away as it comes.
final class BodyReader {
    private static final byte[] NOTHING = {};

    private final int most;
    private final Consumer<byte[]> then;
    private final Runnable tooLarge;
    private @Nullable Buffer first;
    private @Nullable Buffer grown;
    private int length;

    private BodyReader(int most, Consumer<byte[]> then, Runnable tooLarge) {
        this.most = most;
        this.then = then;
        this.tooLarge = tooLarge;
    }

    /// @param then     is given the body once it is whole
    /// @param tooLarge is run once, as soon as it is known that it is too large
    static void read(HttpServerRequest request, int most, Consumer<byte[]> then, Runnable tooLarge) {
        var reader = new BodyReader(most, then, tooLarge);
        request.handler(reader::add);
        request.endHandler(_ -> reader.end());
    }

    private void add(Buffer part) {
        if (length > most) {
            return;
        }
        length += part.length();
        if (length > most) {
            first = null;
            grown = null;
            tooLarge.run();
        } else if (first == null) {
            first = part;
        } else {
            // Most bodies come in one part; the others are copied as they grow, each byte a few times at most.
            grown = (grown == null ? Buffer.buffer(2 * length).appendBuffer(first) : grown).appendBuffer(part);
        }
    }

    private void end() {
        if (length <= most) {
            var whole = grown == null ? first : grown;
            then.accept(whole == null ? NOTHING : whole.getBytes());
        }
    }
}
