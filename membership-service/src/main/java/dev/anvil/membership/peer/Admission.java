package dev.anvil.membership.peer;

import dev.anvil.libp2p.exchange.Exchange;
import dev.anvil.libp2p.exchange.ExchangeException;
import dev.anvil.libp2p.gossip.Gossip;
import dev.anvil.libp2p.host.Host;
import dev.anvil.libp2p.host.PeerListener;
import dev.anvil.libp2p.identity.PeerId;
import dev.anvil.runtime.credential.ClusterSecret;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Lets those into the gossip who hold the cluster secret. Each side sends the other a number made by chance and wants it back
 * signed together with both names and the region, so that nobody can have another sign for it. Who cannot is shown the door for a while, and
 * has learned nothing.
 */
final class Admission implements PeerListener {
    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

    private static final String PROTOCOL = "/anvil/admission/1";
    private static final String PURPOSE = "anvil-cluster-admission-v1";
    private static final int NONCE_BYTES = 32;
    private static final int MAX_BYTES = 64;
    private static final int ATTEMPTS = 3;
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    /** Long enough that strangers cost nothing, short enough that a corrected setting soon works. */
    private static final Duration EXILE = Duration.ofSeconds(10);

    private final Host host;
    private final Gossip gossip;
    private final Exchange exchange;
    private final ClusterSecret secret;
    private final String region;
    private final Drops drops;
    private final boolean expected;
    private final Runnable admitted;
    private final SecureRandom random = new SecureRandom();
    private final Set<PeerId> members = ConcurrentHashMap.newKeySet();
    private volatile boolean strangersOnly;

    /** @param expected whether we were told whom to join; else strangers are only those who happen to be near */
    Admission(
            Host host,
            Gossip gossip,
            ClusterSecret secret,
            String region,
            Drops drops,
            boolean expected,
            Runnable admitted) {
        this.host = host;
        this.gossip = gossip;
        this.secret = secret;
        this.region = region;
        this.drops = drops;
        this.expected = expected;
        this.admitted = admitted;
        this.exchange = new Exchange(host, PROTOCOL, MAX_BYTES);
        exchange.serve(this::answer);
    }

    boolean isMember(PeerId peer) {
        return members.contains(peer);
    }

    /** Whether somebody answered, and all who did had another secret. */
    boolean metStrangersOnly() {
        return strangersOnly && members.isEmpty();
    }

    @Override
    public void connected(PeerId peer) {
        Thread.ofVirtual().name("membership-admission").start(() -> examine(peer));
    }

    @Override
    public void disconnected(PeerId peer, String why) {
        // It may be back already, and then it is known.
        if (host.connectionTo(peer).isEmpty()) {
            members.remove(peer);
            gossip.expel(peer);
        }
    }

    private byte[] answer(PeerId peer, byte[] nonce) {
        if (nonce.length != NONCE_BYTES) {
            throw new IllegalArgumentException(peer + " asks for the signature of " + nonce.length + " bytes");
        }
        return proof(nonce, peer, host.peerId());
    }

    private byte[] proof(byte[] nonce, PeerId asking, PeerId answering) {
        ByteArrayOutputStream bound = new ByteArrayOutputStream();
        bound.writeBytes(nonce);
        bound.writeBytes((asking + ">" + answering + "@" + region).getBytes(StandardCharsets.US_ASCII));
        return secret.sign(PURPOSE, bound.toByteArray());
    }

    private void examine(PeerId peer) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                if (host.connectionTo(peer).isEmpty() || asked(peer, nonce)) {
                    return;
                }
            }
            host.refuse(peer, EXILE, "no proof of the cluster secret");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it answered; what follows from that is done. */
    private boolean asked(PeerId peer, byte[] nonce) throws InterruptedException {
        try {
            byte[] reply = exchange.ask(peer, nonce, TIMEOUT);
            if (MessageDigest.isEqual(proof(nonce, host.peerId(), peer), reply)) {
                admit(peer);
            } else {
                turnAway(peer);
            }
            return true;
        } catch (ExchangeException e) {
            LOG.debug("{} does not answer", peer, e);
            return false;
        }
    }

    private void admit(PeerId peer) {
        members.add(peer);
        strangersOnly = false;
        gossip.admit(peer);
        LOG.debug("{} holds the cluster secret", peer);
        admitted.run();
    }

    private void turnAway(PeerId peer) {
        String where = host.connectionTo(peer)
                .map(connection -> String.valueOf(connection.remoteAddress()))
                .orElse("somewhere");
        if (drops.isDue("stranger " + peer)) {
            LOG.atLevel(expected ? Level.WARN : Level.INFO)
                    .log(
                            "The member {} at {} has another ANVIL_CLUSTER_SECRET or REGION and is not let in; give all members of a"
                                    + " cluster the same",
                            peer,
                            where);
        }
        strangersOnly = true;
        host.refuse(peer, EXILE, "another cluster secret");
    }
}
