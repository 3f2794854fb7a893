package dev.anvil.libp2p.host;

import dev.anvil.libp2p.identity.PeerId;
import java.time.Duration;
import java.time.Instant;

/**
 * Which of two connections to one peer stays. Both sides apply the rule on their own and come to the same answer:
 *
 * <ul>
 *   <li>dialed by both sides at about the same time: the one that the smaller peer id dialed;
 *   <li>else the newer one, for whoever dials again has lost the older one, even if we have not noticed yet.
 * </ul>
 */
final class DuplicateRule {
    static final Duration SIMULTANEOUS = Duration.ofSeconds(5);

    private final PeerId self;

    DuplicateRule(PeerId self) {
        this.self = self;
    }

    /** Whether the fresh connection replaces the one known so far. */
    boolean replaces(PeerId peer, boolean knownDialed, Instant knownSince, boolean freshDialed, Instant freshSince) {
        boolean simultaneous = Duration.between(knownSince, freshSince).compareTo(SIMULTANEOUS) < 0;
        if (!simultaneous || knownDialed == freshDialed) {
            return true;
        }
        boolean weDial = self.compareTo(peer) < 0;
        return freshDialed == weDial;
    }
}
