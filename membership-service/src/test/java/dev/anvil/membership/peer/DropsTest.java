package dev.anvil.membership.peer;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.anvil.libp2p.identity.HostKey;
import dev.anvil.libp2p.identity.PeerId;
import dev.anvil.membership.gossip.DropReason;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class DropsTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(Drops.class);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Drops drops = new Drops(() -> now, meters);
    private final PeerId one = HostKey.generate().peerId();
    private final PeerId other = HostKey.generate().peerId();

    @BeforeEach
    void listen() {
        logged.start();
        logger.addAppender(logged);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(logged);
    }

    @Test
    void everyDropIsCountedAndEachSourceAndReasonToldOnceAMinute() {
        for (int i = 0; i < 100; i++) {
            drops.count(DropReason.SIGNATURE, one);
        }
        assertThat(counted(DropReason.SIGNATURE)).isEqualTo(100);
        assertThat(logged.list)
                .singleElement()
                .satisfies(event -> assertThat(event.getFormattedMessage()).contains(one.toString(), "SIGNATURE"));

        drops.count(DropReason.SIGNATURE, other);
        drops.count(DropReason.ROLLED_BACK, one);
        assertThat(logged.list).hasSize(3);

        now = now.plusSeconds(59);
        drops.count(DropReason.SIGNATURE, one);
        assertThat(logged.list).hasSize(3);
        now = now.plusSeconds(1);
        drops.count(DropReason.SIGNATURE, one);
        assertThat(logged.list).hasSize(4);
    }

    @Test
    void everyReasonHasACounterFromTheStart() {
        for (DropReason reason : DropReason.values()) {
            assertThat(counted(reason)).as("%s", reason).isZero();
        }
    }

    /** Ways through the mesh differ in length, so that replays are no news; they are counted all the same. */
    @Test
    void aReplayIsCountedAndNotTold() {
        drops.count(DropReason.REPLAYED, one);
        assertThat(counted(DropReason.REPLAYED)).isEqualTo(1);
        assertThat(logged.list).isEmpty();
    }

    @Test
    void aCopyOfAMembersFolderIsToldLoudly() {
        drops.count(DropReason.CLAIMED_TWICE, one);
        assertThat(logged.list)
                .singleElement()
                .satisfies(
                        event -> assertThat(event.getFormattedMessage()).contains(one.toString(), "copy", "stop it"));
    }

    @Test
    void manySourcesDoNotFillTheMemory() {
        for (int i = 0; i < 5_000; i++) {
            assertThat(drops.isDue("source " + i)).isTrue();
        }
        assertThat(drops.isDue("source 4999")).isFalse();
        assertThat(drops.isDue("source 0")).as("forgotten by now").isTrue();
    }

    private double counted(DropReason reason) {
        return meters.get("anvil.cluster.messages.dropped")
                .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                .counter()
                .count();
    }
}
