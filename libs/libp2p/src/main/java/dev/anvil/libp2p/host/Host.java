package dev.anvil.libp2p.host;

import dev.anvil.libp2p.address.Multiaddr;
import dev.anvil.libp2p.identify.Description;
import dev.anvil.libp2p.identify.Identify;
import dev.anvil.libp2p.identity.HostKey;
import dev.anvil.libp2p.identity.PeerId;
import dev.anvil.libp2p.ping.Ping;
import dev.anvil.libp2p.tls.TlsIdentity;
import dev.anvil.libp2p.transport.Connection;
import dev.anvil.libp2p.transport.Protocols;
import dev.anvil.libp2p.transport.QuicTransport;
import dev.anvil.libp2p.transport.StreamHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One member of the network. Speaks ping and identify by itself; whatever else it should speak is added before peers are
 * dialed, and {@link #start} begins to listen.
 */
public final class Host implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Host.class);

    private static final String PROTOCOL_VERSION = "ipfs/0.1.0";
    private static final int MAX_STANDING_DIALS = 1024;
    /** For peers to be told that this host goes. */
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final HostKey key;
    private final HostSettings settings;
    private final Protocols protocols = new Protocols();
    private final PeerEvents events = new PeerEvents();
    private final ConnectionTable connections;
    private final ConnectionKeeper keeper;
    private final Refusals refusals;
    private final QuicTransport transport;
    private final Dialer dialer;
    private final KeepAlive keepAlive;
    private final Set<StandingDial> standingDials = ConcurrentHashMap.newKeySet();
    private volatile List<InetSocketAddress> bound = List.of();
    private volatile boolean closed;

    public Host(HostKey key, HostSettings settings) {
        this(key, settings, InstantSource.system(), Resolver.SYSTEM);
    }

    Host(HostKey key, HostSettings settings, InstantSource clock, Resolver resolver) {
        this.key = key;
        this.settings = settings;
        this.connections = new ConnectionTable(new DuplicateRule(key.peerId()));
        this.refusals = new Refusals(clock);
        this.keeper = new ConnectionKeeper(connections, refusals, events, settings.limits());
        TlsIdentity tls = new TlsIdentity(key, settings.certificateValidity(), clock);
        this.transport = new QuicTransport(tls, settings.limits(), protocols, keeper);
        this.dialer = new Dialer(key.peerId(), transport, settings.limits(), connections, resolver);
        this.keepAlive = new KeepAlive(connections::all, settings.limits().idleTimeout());
        Ping.answer(protocols);
        Identify.answer(protocols, this::describeTo);
        events.add(new StandingDialNews(standingDials));
    }

    /** Listens on all its addresses, or fails. */
    public Host start() throws IOException {
        List<InetSocketAddress> sockets = new ArrayList<>();
        for (Multiaddr address : ListenAddresses.toBind(settings.listen())) {
            sockets.add(transport.listen(ListenAddresses.socket(address).orElseThrow()));
        }
        bound = List.copyOf(sockets);
        log.info("{} listens on {}", peerId(), addresses());
        return this;
    }

    public PeerId peerId() {
        return key.peerId();
    }

    public HostKey key() {
        return key;
    }

    /** Where others can dial this host: what it announces, else what it listens on; each with its peer id. */
    public List<Multiaddr> addresses() {
        List<Multiaddr> known = settings.announce().isEmpty() ? listenAddresses() : settings.announce();
        return known.stream().map(address -> address.withPeer(peerId())).toList();
    }

    /** Where this host listens, with real ports, and real addresses instead of wildcards. */
    public List<Multiaddr> listenAddresses() {
        return bound.stream().flatMap(ListenAddresses::dialable).distinct().toList();
    }

    private Description describeTo(Connection connection) {
        return new Description(
                key.publicKey(),
                PROTOCOL_VERSION,
                settings.agent(),
                addresses(),
                List.copyOf(protocols.names()),
                Multiaddr.of(connection.remoteAddress()));
    }

    /** Speaks one more protocol on streams that others open. */
    public void speak(String protocol, int maxStreamsPerConnection, StreamHandler handler) {
        protocols.add(protocol, maxStreamsPerConnection, handler);
    }

    public void addListener(PeerListener listener) {
        events.add(listener);
    }

    /** Connects, or answers with the connection that is there. Waits for at most one dial per address behind a name. */
    public Connection dial(Multiaddr target) throws DialException, InterruptedException {
        if (closed) {
            throw new DialException("This host is closed", null);
        }
        return dialer.dial(target);
    }

    /** Stays connected to an address until the answer is closed, whatever it takes. */
    public StandingDial keepConnected(Multiaddr target) {
        if (closed || standingDials.size() >= MAX_STANDING_DIALS) {
            throw new IllegalStateException(
                    "No more than " + MAX_STANDING_DIALS + " peers are dialed at a time, and none by a closed host");
        }
        Backoff backoff = new Backoff(settings.redial(), RandomGenerator.getDefault());
        StandingDial dial =
                new StandingDial(target, this, backoff, settings.redial().settled());
        standingDials.add(dial);
        return dial.start();
    }

    void forget(StandingDial dial) {
        standingDials.remove(dial);
    }

    public Set<PeerId> peers() {
        return connections.peers();
    }

    /** The connection in use. */
    public Optional<Connection> connectionTo(PeerId peer) {
        return connections.inUse(peer);
    }

    /** The connection in use, and those that are on their way out. */
    List<Connection> connectionsTo(PeerId peer) {
        return connections.of(peer);
    }

    /** Connections that others began, those in their handshake included. */
    public int acceptedConnections() {
        return transport.accepted();
    }

    /** Ends every connection to a peer. */
    public void disconnect(PeerId peer, String why) {
        connections.of(peer).forEach(connection -> connection.close(why));
    }

    /** Ends every connection to a peer and accepts none for a while. */
    public void refuse(PeerId peer, Duration time, String why) {
        refusals.refuse(peer, time);
        disconnect(peer, why);
    }

    boolean isClosed() {
        return closed;
    }

    /** Tells every peer, then closes the sockets. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        standingDials.forEach(StandingDial::close);
        keepAlive.close();
        CompletableFuture<?>[] farewells = connections.all().stream()
                .map(connection -> connection.close("the host goes away"))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(farewells)
                .completeOnTimeout(null, FAREWELL.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        transport.close();
        keeper.close();
        events.close();
    }
}
