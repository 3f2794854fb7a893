package dev.anvil.membership.peer;

import dev.anvil.libp2p.address.Multiaddr;
import dev.anvil.libp2p.exchange.Exchange;
import dev.anvil.libp2p.exchange.ExchangeException;
import dev.anvil.libp2p.host.DialException;
import dev.anvil.libp2p.host.Host;
import dev.anvil.libp2p.host.HostSettings;
import dev.anvil.libp2p.identity.HostKey;
import dev.anvil.libp2p.identity.PeerId;
import dev.anvil.runtime.setting.HostPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;

/**
 * Members try each other's public addresses on request. Cluster addresses are dialed by a host of their own with a key of the
 * moment, since the connection that is there proves nothing about an address; other ones have to take a TCP connection. Only
 * members are helped, with their own addresses, and a few at a time.
 */
final class DialBack {
    /** What one member may have tried at once. */
    static final int MAX_ADDRESSES = 8;

    private static final String PROTOCOL = "/anvil/dial-back/1";
    private static final int MAX_BYTES = 4_096;
    private static final int MAX_UNDER_WAY = 4;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final char REACHED = '1';
    private static final char NOT_REACHED = '0';

    private final Exchange exchange;
    private final Predicate<PeerId> isMember;
    private final Semaphore underWay = new Semaphore(MAX_UNDER_WAY);

    DialBack(Host host, Predicate<PeerId> isMember) {
        this.isMember = isMember;
        this.exchange = new Exchange(host, PROTOCOL, MAX_BYTES);
        exchange.serve(this::answer);
    }

    /** Those of the addresses that the helper does not reach. */
    List<PublicAddress> unreachable(PeerId helper, List<PublicAddress> addresses)
            throws ExchangeException, InterruptedException {
        List<PublicAddress> asked = addresses.stream().limit(MAX_ADDRESSES).toList();
        String request =
                String.join("\n", asked.stream().map(PublicAddress::line).toList());
        String reply = new String(
                exchange.ask(helper, request.getBytes(StandardCharsets.US_ASCII), TIMEOUT), StandardCharsets.US_ASCII);
        List<PublicAddress> unreachable = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            if (i < reply.length() && reply.charAt(i) == NOT_REACHED) {
                unreachable.add(asked.get(i));
            }
        }
        return unreachable;
    }

    private byte[] answer(PeerId asking, byte[] request) {
        if (!isMember.test(asking)) {
            throw new IllegalArgumentException(asking + " is no member and asks to be dialed");
        }
        if (!underWay.tryAcquire()) {
            return new byte[0];
        }
        try {
            StringBuilder reply = new StringBuilder();
            new String(request, StandardCharsets.US_ASCII)
                    .lines()
                    .limit(MAX_ADDRESSES)
                    .map(PublicAddress::parse)
                    .forEach(address -> reply.append(reaches(address, asking) ? REACHED : NOT_REACHED));
            return reply.toString().getBytes(StandardCharsets.US_ASCII);
        } finally {
            underWay.release();
        }
    }

    private static boolean reaches(PublicAddress address, PeerId peer) {
        return switch (address) {
            case PublicAddress.Cluster cluster -> dials(cluster.address(), peer);
            case PublicAddress.Api api -> connects(api.address());
        };
    }

    private static boolean dials(Multiaddr address, PeerId peer) {
        try (Host stranger = new Host(HostKey.generate(), HostSettings.listeningOn("anvil-dial-back"))) {
            return stranger.dial(address.withPeer(peer)).peer().equals(peer);
        } catch (DialException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean connects(HostPort address) {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(address.host(), address.port()), Math.toIntExact(CONNECT_TIMEOUT.toMillis()));
            return true;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }
}
