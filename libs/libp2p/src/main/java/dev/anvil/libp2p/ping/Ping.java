package dev.anvil.libp2p.ping;

import dev.anvil.libp2p.transport.Connection;
import dev.anvil.libp2p.transport.Protocols;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Both ends of the protocol. */
public final class Ping {
    public static final String PROTOCOL = "/ipfs/ping/1.0.0";

    static final int PAYLOAD_BYTES = 32;

    /** The specification asks for one or two; one more may be closing. */
    private static final int MAX_STREAMS = 4;

    private static final SecureRandom RANDOM = new SecureRandom();

    private Ping() {}

    public static void answer(Protocols protocols) {
        protocols.add(
                PROTOCOL,
                MAX_STREAMS,
                (connection, protocol, stream) -> stream.pipeline().addLast(new PingEcho()));
    }

    /** The time that one ping takes; fails after the timeout. */
    public static CompletableFuture<Duration> send(Connection connection, Duration timeout) {
        byte[] payload = new byte[PAYLOAD_BYTES];
        RANDOM.nextBytes(payload);
        PingProbe probe = new PingProbe(payload);
        CompletableFuture<Duration> time = probe.time();
        connection
                .openStream(
                        List.of(PROTOCOL),
                        (peer, protocol, stream) -> stream.pipeline().addLast(probe))
                .whenComplete((stream, failure) -> {
                    if (failure != null) {
                        time.completeExceptionally(failure);
                    } else {
                        time.whenComplete((done, late) -> stream.close());
                    }
                });
        return time.orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS).whenComplete((measured, failure) -> {
            if (measured != null) {
                connection.measured(measured);
            }
        });
    }
}
