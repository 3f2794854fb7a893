package dev.anvil.membership.peer;

import dev.anvil.libp2p.address.Multiaddr;
import dev.anvil.libp2p.host.DialException;
import dev.anvil.libp2p.host.Host;
import dev.anvil.libp2p.host.StandingDial;
import dev.anvil.libp2p.identity.PeerId;
import dev.anvil.membership.gossip.PeerName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whom we stay connected to: those that we were told of, for ever, and every member for as long as it is not forgotten.
 * Used by one thread, but for {@link #tryOnce}.
 */
final class Dials {
    private static final Logger LOG = LoggerFactory.getLogger(Dials.class);

    /** A machine has many addresses, and most of the time the first is the right one. */
    private static final int ADDRESSES_PER_MEMBER = 2;

    private final Host host;
    private final Map<Multiaddr, StandingDial> members = new HashMap<>();

    Dials(Host host) {
        this.host = host;
    }

    void forEver(List<Multiaddr> addresses) {
        addresses.forEach(host::keepConnected);
    }

    /** Somebody was found who may be a member. */
    void tryOnce(Multiaddr address) {
        if (address.expectedPeer().flatMap(host::connectionTo).isPresent()) {
            return;
        }
        Thread.ofVirtual().name("membership-dial").start(() -> {
            try {
                host.dial(address);
            } catch (DialException e) {
                LOG.debug("{} was found and does not answer", address, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    void members(Map<PeerName, List<String>> known) {
        Map<Multiaddr, StandingDial> wanted = new HashMap<>();
        known.forEach((peer, addresses) -> addresses.stream()
                .limit(ADDRESSES_PER_MEMBER)
                .flatMap(address -> parsed(address, peer).stream())
                .forEach(address -> {
                    StandingDial dial = members.remove(address);
                    wanted.put(address, dial == null ? host.keepConnected(address) : dial);
                }));
        members.values().forEach(StandingDial::close);
        members.clear();
        members.putAll(wanted);
    }

    private static List<Multiaddr> parsed(String address, PeerName peer) {
        try {
            return List.of(Multiaddr.parse(address).withPeer(PeerId.parse(peer.value())));
        } catch (IllegalArgumentException e) {
            LOG.debug("{} announces an address that we cannot dial: {}", peer, e.getMessage());
            return List.of();
        }
    }
}
