package dev.anvil.membership.peer;

import dev.anvil.libp2p.exchange.Exchange;
import dev.anvil.libp2p.exchange.ExchangeException;
import dev.anvil.libp2p.host.Host;
import dev.anvil.libp2p.identity.PeerId;
import dev.anvil.libp2p.ping.Ping;
import dev.anvil.membership.gossip.PeerName;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Pings, our own and those that others ask us for because their way to a member may be broken. */
final class Probes {
    private static final String PROTOCOL = "/anvil/probe/1";
    private static final int MAX_BYTES = 64;
    private static final Duration TIMEOUT = Duration.ofMillis(900);
    private static final int MAX_UNDER_WAY = 256;
    private static final byte[] THERE = {1};
    private static final byte[] SILENT = {0};

    private final Host host;
    private final Exchange exchange;
    private final Predicate<PeerId> isMember;
    private final Consumer<PeerName> answered;
    private final Timer times;
    private final Semaphore underWay = new Semaphore(MAX_UNDER_WAY);

    Probes(Host host, Predicate<PeerId> isMember, Consumer<PeerName> answered, MeterRegistry meters) {
        this.host = host;
        this.isMember = isMember;
        this.answered = answered;
        this.times = Timer.builder("anvil.cluster.ping")
                .description("Round trips to other members")
                .publishPercentileHistogram()
                .register(meters);
        this.exchange = new Exchange(host, PROTOCOL, MAX_BYTES);
        exchange.serve(this::pingFor);
    }

    void ping(PeerName peer) {
        send(PeerId.parse(peer.value())).thenAccept(there -> {
            if (there) {
                answered.accept(peer);
            }
        });
    }

    void pingThrough(PeerName peer, List<PeerName> helpers) {
        for (PeerName helper : helpers) {
            if (!underWay.tryAcquire()) {
                return;
            }
            Thread.ofVirtual().name("membership-probe").start(() -> {
                try {
                    askHelper(peer, helper);
                } finally {
                    underWay.release();
                }
            });
        }
    }

    private void askHelper(PeerName peer, PeerName helper) {
        try {
            byte[] reply = exchange.ask(
                    PeerId.parse(helper.value()), peer.value().getBytes(StandardCharsets.US_ASCII), TIMEOUT);
            if (reply.length == 1 && reply[0] == THERE[0]) {
                answered.accept(peer);
            }
        } catch (ExchangeException silent) {
            // No word is what we assume anyway.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private byte[] pingFor(PeerId asking, byte[] request) {
        if (!isMember.test(asking)) {
            throw new IllegalArgumentException(asking + " is no member and asks for a ping");
        }
        try {
            return send(PeerId.parse(new String(request, StandardCharsets.US_ASCII)))
                            .join()
                    ? THERE
                    : SILENT;
        } catch (CompletionException e) {
            return SILENT;
        }
    }

    private CompletableFuture<Boolean> send(PeerId peer) {
        return host.connectionTo(peer)
                .map(connection -> Ping.send(connection, TIMEOUT)
                        .thenApply(time -> {
                            times.record(time);
                            return true;
                        })
                        .exceptionally(failure -> false))
                .orElse(CompletableFuture.completedFuture(false));
    }
}
