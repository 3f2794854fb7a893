package dev.anvil.membership.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.membership.gossip.Bulletin;
import dev.anvil.membership.gossip.DropReason;
import dev.anvil.membership.gossip.PeerName;
import dev.anvil.membership.gossip.Rumour;
import dev.anvil.membership.gossip.Standing;
import dev.anvil.membership.view.Announcement;
import dev.anvil.membership.view.Drive;
import dev.anvil.membership.view.Intent;
import dev.anvil.membership.view.Member;
import dev.anvil.membership.view.NodeState;
import dev.anvil.membership.view.Role;
import dev.anvil.model.DriveId;
import dev.anvil.model.NodeId;
import dev.anvil.runtime.credential.ClusterSecret;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BulletinCodecTest {
    private static final PeerName PEER = new PeerName("12D3KooWtest");

    private final BulletinCodec codec = new BulletinCodec(ClusterSecret.of("a secret for this test only"), "here");
    private final Bulletin bulletin = new Bulletin(
            PEER,
            List.of("/ip4/203.0.113.1/udp/7443/quic-v1"),
            "203.0.113.1:50051",
            Instant.parse("2026-01-01T00:00:00Z"),
            -7,
            8,
            9,
            Standing.JOINING,
            List.of(new Member(
                    new Announcement(
                            NodeId.create(),
                            Role.STORAGE,
                            "203.0.113.1:50071",
                            "rack-1",
                            List.of(new Drive(DriveId.create(), 1_000, 10, true, false)),
                            "host"),
                    NodeState.SUSPECT,
                    Instant.parse("2026-01-01T00:00:00Z"))),
            List.of(new Rumour(new PeerName("12D3KooWother"), 5, true)),
            List.of(
                    new Intent(NodeId.create(), Intent.Wish.DRAIN, Instant.parse("2026-01-01T00:00:00Z")),
                    new Intent(
                            NodeId.create(),
                            Intent.Wish.DECOMMISSION,
                            Instant.parse("2026-01-01T00:00:00Z"),
                            Set.of(DriveId.create(), DriveId.create()))));

    @Test
    void comesOutAsItWentIn() throws DroppedMessage {
        assertThat(codec.decode(codec.encode(bulletin), PEER)).isEqualTo(bulletin);
    }

    @Test
    void anotherSecretAuthorOrRegionIsDropped() {
        byte[] bytes = codec.encode(bulletin);
        BulletinCodec stranger = new BulletinCodec(ClusterSecret.of("another secret, just as long"), "here");
        BulletinCodec elsewhere = new BulletinCodec(ClusterSecret.of("a secret for this test only"), "elsewhere");
        assertDropped(() -> stranger.decode(bytes, PEER), DropReason.SIGNATURE);
        assertDropped(() -> elsewhere.decode(bytes, PEER), DropReason.REGION);
        assertDropped(() -> codec.decode(bytes, new PeerName("12D3KooWother")), DropReason.AUTHOR);
    }

    @Test
    void noChangedBitAndNoGarbageGetsThrough() {
        long seed = Long.getLong("anvil.seed", System.nanoTime());
        System.out.println("garbage by -Danvil.seed=" + seed);
        Random random = new Random(seed);
        byte[] good = codec.encode(bulletin);
        for (int i = 0; i < 2_000; i++) {
            byte[] bad = good.clone();
            bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            assertThatThrownBy(() -> codec.decode(bad, PEER)).isInstanceOf(DroppedMessage.class);
            byte[] garbage = new byte[random.nextInt(500)];
            random.nextBytes(garbage);
            assertThatThrownBy(() -> codec.decode(garbage, PEER)).isInstanceOf(DroppedMessage.class);
        }
    }

    private static void assertDropped(org.assertj.core.api.ThrowableAssert.ThrowingCallable decoding, DropReason why) {
        assertThatThrownBy(decoding)
                .isInstanceOfSatisfying(
                        DroppedMessage.class,
                        dropped -> assertThat(dropped.reason()).isEqualTo(why));
    }
}
