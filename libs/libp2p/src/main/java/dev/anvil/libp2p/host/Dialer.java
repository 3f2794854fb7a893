package dev.anvil.libp2p.host;

import dev.anvil.libp2p.address.Multiaddr;
import dev.anvil.libp2p.identity.PeerId;
import dev.anvil.libp2p.transport.Connection;
import dev.anvil.libp2p.transport.QuicLimits;
import dev.anvil.libp2p.transport.QuicTransport;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One dial: resolve, then try address after address until the right peer answers. */
final class Dialer {
    private static final int MAX_CONCURRENT = 64;

    private final PeerId self;
    private final QuicTransport transport;
    private final QuicLimits limits;
    private final ConnectionTable connections;
    private final Resolver resolver;
    private final Semaphore turns = new Semaphore(MAX_CONCURRENT, true);

    Dialer(PeerId self, QuicTransport transport, QuicLimits limits, ConnectionTable connections, Resolver resolver) {
        this.self = self;
        this.transport = transport;
        this.limits = limits;
        this.connections = connections;
        this.resolver = resolver;
    }

    /** A connection to whoever is meant; the one that is there, if there is one. */
    Connection dial(Multiaddr target) throws DialException, InterruptedException {
        if (target.expectedPeer().filter(self::equals).isPresent()) {
            throw new DialException(target + " is this host itself", null);
        }
        turns.acquire();
        try {
            // One that is being closed is still in the table, and of no use to whoever dials now.
            Optional<Connection> known =
                    target.expectedPeer().flatMap(connections::inUse).filter(Connection::isOpen);
            if (known.isPresent()) {
                return known.get();
            }
            if (connections.size() >= limits.maxConnections()) {
                throw new DialException(
                        "At the limit of " + limits.maxConnections() + " connections; " + target + " is not dialed",
                        null);
            }
            return dialAny(target, resolve(target));
        } finally {
            turns.release();
        }
    }

    private List<InetSocketAddress> resolve(Multiaddr target) throws DialException {
        try {
            return resolver.resolve(target);
        } catch (UnknownHostException e) {
            throw new DialException("No address for the name in " + target, e);
        }
    }

    private Connection dialAny(Multiaddr target, List<InetSocketAddress> sockets)
            throws DialException, InterruptedException {
        @Nullable DialException failure = null;
        for (InetSocketAddress socket : sockets) {
            try {
                return dialOne(target, socket);
            } catch (DialException e) {
                if (failure != null) {
                    e.addSuppressed(failure);
                }
                failure = e;
            }
        }
        throw failure != null ? failure : new DialException("No address for " + target, null);
    }

    private Connection dialOne(Multiaddr target, InetSocketAddress socket) throws DialException, InterruptedException {
        CompletableFuture<Connection> dialed = transport.dial(socket, target.peer());
        try {
            Connection connection = dialed.get(limits.dialTimeout().toMillis(), TimeUnit.MILLISECONDS);
            if (connection.peer().equals(self)) {
                connection.close("dialed itself");
                throw new DialException(target + " is this host itself", null);
            }
            // Not always the one just dialed: the peer may have dialed at the same time, and one of the two goes.
            return connections
                    .inUse(connection.peer())
                    .orElseThrow(() -> new DialException("The connection to " + target + " was not kept", null));
        } catch (ExecutionException e) {
            throw new DialException("No connection to " + target + " at " + socket, e.getCause());
        } catch (TimeoutException e) {
            dialed.thenAccept(late -> late.close("dialed too late"));
            throw new DialException("No answer from " + target + " at " + socket + " in time", e);
        }
    }
}
