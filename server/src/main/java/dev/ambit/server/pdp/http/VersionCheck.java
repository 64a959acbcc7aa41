package dev.ambit.server.pdp.http;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.VertxConnection;

/// Marks requests of other versions than HTTP/1.0 and 1.1 as unreadable, before Vert.x answers them with a bare 501.
@Sharable
final class VersionCheck extends ChannelInboundHandlerAdapter {
    private static final VersionCheck INSTANCE = new VersionCheck();
    private static final String NAME = "version-check";

    private VersionCheck() {}

    /// Puts it between parser and server. Only the internals of Vert.x lead there; without them requests of the future
    /// get no words, and nothing else changes.
    static void on(HttpConnection connection) {
        if (connection instanceof VertxConnection internal) {
            var server = internal.channelHandlerContext();
            server.pipeline().addBefore(server.name(), NAME, INSTANCE);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request && !isKnown(request.protocolVersion())) {
            request.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("version " + request
                    .protocolVersion() + " is not spoken here")));
            request.setProtocolVersion(HttpVersion.HTTP_1_1);
        }
        context.fireChannelRead(message);
    }

    private static boolean isKnown(HttpVersion version) {
        return version.equals(HttpVersion.HTTP_1_1) || version.equals(HttpVersion.HTTP_1_0);
    }
}
