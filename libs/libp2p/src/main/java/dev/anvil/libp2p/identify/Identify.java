package dev.anvil.libp2p.identify;

import dev.anvil.libp2p.transport.Connection;
import dev.anvil.libp2p.transport.Protocols;
import dev.anvil.libp2p.wire.Frame;
import dev.anvil.libp2p.wire.FrameDecoder;
import io.netty.handler.codec.quic.QuicStreamChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Both ends of the protocol. */
public final class Identify {
    public static final String PROTOCOL = "/ipfs/id/1.0.0";

    /** By this others tell that their description has changed; we take it and keep nothing. */
    public static final String PUSH_PROTOCOL = "/ipfs/id/push/1.0.0";

    private static final int MAX_MESSAGE_BYTES = 8 << 10;
    private static final int MAX_STREAMS = 2;

    private Identify() {}

    /** Answers with the description that suits the connection: it tells the peer how we see it. */
    public static void answer(Protocols protocols, Function<Connection, Description> description) {
        protocols.add(PROTOCOL, MAX_STREAMS, (connection, protocol, stream) -> {
            stream.pipeline().addLast(new IgnoredInput());
            say(stream, IdentifyCodec.encode(description.apply(connection)));
        });
        protocols.add(
                PUSH_PROTOCOL,
                MAX_STREAMS,
                (connection, protocol, stream) -> stream.pipeline().addLast(new IgnoredInput()));
    }

    private static void say(QuicStreamChannel stream, byte[] message) {
        stream.eventLoop()
                .execute(() -> stream.writeAndFlush(Frame.of(stream.alloc(), message))
                        .addListener(written -> stream.shutdownOutput()));
    }

    public static CompletableFuture<Description> ask(Connection connection, Duration timeout) {
        IdentifyReply reply = new IdentifyReply(connection.peer());
        connection
                .openStream(
                        List.of(PROTOCOL),
                        (peer, protocol, stream) ->
                                stream.pipeline().addLast(new FrameDecoder(MAX_MESSAGE_BYTES), reply))
                .whenComplete((stream, failure) -> {
                    if (failure != null) {
                        reply.description().completeExceptionally(failure);
                    } else {
                        reply.description().whenComplete((done, late) -> stream.close());
                    }
                });
        return reply.description().orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }
}
