package dev.anvil.libp2p.exchange;

import dev.anvil.libp2p.host.Host;
import dev.anvil.libp2p.identity.PeerId;
import dev.anvil.libp2p.transport.Connection;
import dev.anvil.libp2p.wire.Frame;
import dev.anvil.libp2p.wire.FrameDecoder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Requests and replies of one protocol between hosts. */
public final class Exchange {
    /** Requests that one connection may have under way. */
    private static final int MAX_STREAMS = 8;

    private final Host host;
    private final String protocol;
    private final int maxBytes;

    /** @param maxBytes of a request and of a reply */
    public Exchange(Host host, String protocol, int maxBytes) {
        this.host = host;
        this.protocol = protocol;
        this.maxBytes = maxBytes;
    }

    /** Answers what others ask. */
    public void serve(ExchangeHandler handler) {
        host.speak(
                protocol,
                MAX_STREAMS,
                (connection, name, stream) -> stream.pipeline()
                        .addLast(
                                new FrameDecoder(maxBytes),
                                new ExchangeResponder(connection.peer(), handler, maxBytes)));
    }

    /** Asks a peer that is connected and waits for its reply. */
    public byte[] ask(PeerId peer, byte[] request, Duration timeout) throws ExchangeException, InterruptedException {
        if (request.length > maxBytes) {
            throw new IllegalArgumentException("A request of " + request.length + " bytes; the limit is " + maxBytes);
        }
        Connection connection =
                host.connectionTo(peer).orElseThrow(() -> new ExchangeException(peer + " is not connected", null));
        ExchangeReply reply = new ExchangeReply();
        connection
                .openStream(List.of(protocol), (to, name, stream) -> {
                    stream.pipeline().addLast(new FrameDecoder(maxBytes), reply);
                    stream.eventLoop()
                            .execute(() -> stream.writeAndFlush(Frame.of(stream.alloc(), request))
                                    .addListener(written -> stream.shutdownOutput()));
                })
                .whenComplete((stream, failure) -> {
                    if (failure != null) {
                        reply.bytes().completeExceptionally(failure);
                    } else {
                        reply.bytes().whenComplete((done, late) -> stream.close());
                    }
                });
        try {
            return reply.bytes()
                    .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                    .get();
        } catch (ExecutionException e) {
            String what = e.getCause() instanceof TimeoutException ? "No reply in time" : "No reply";
            throw new ExchangeException(what + " from " + peer + " to " + protocol, e.getCause());
        }
    }
}
