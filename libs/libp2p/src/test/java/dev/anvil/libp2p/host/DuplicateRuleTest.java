package dev.anvil.libp2p.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.libp2p.identity.HostKey;
import dev.anvil.libp2p.identity.PeerId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class DuplicateRuleTest {
    private final PeerId one = HostKey.generate().peerId();
    private final PeerId other = HostKey.generate().peerId();
    private final Instant now = Instant.EPOCH;

    /** Whether one keeps what one dialed, and other keeps what other dialed, when both come up in the given order. */
    private boolean keepsOwnDial(PeerId self, PeerId peer, boolean ownFirst) {
        boolean replaced = new DuplicateRule(self).replaces(peer, ownFirst, now, !ownFirst, now.plusMillis(3));
        return ownFirst != replaced;
    }

    @Test
    void bothSidesKeepTheSameOfTwoSimultaneousDialsWhateverTheyNoticeFirst() {
        for (boolean oneFirst : new boolean[] {true, false}) {
            for (boolean otherFirst : new boolean[] {true, false}) {
                assertThat(keepsOwnDial(one, other, oneFirst)).isNotEqualTo(keepsOwnDial(other, one, otherFirst));
            }
        }
    }

    @Test
    void whoDialsAgainLaterHasLostTheFirstConnection() {
        Instant later = now.plus(DuplicateRule.SIMULTANEOUS);
        assertThat(new DuplicateRule(one).replaces(other, true, now, false, later))
                .isTrue();
        assertThat(new DuplicateRule(other).replaces(one, false, now, true, later))
                .isTrue();
    }

    @Test
    void theNewerOfTwoDialsOfTheSameSideStays() {
        assertThat(new DuplicateRule(one).replaces(other, false, now, false, now))
                .isTrue();
    }
}
